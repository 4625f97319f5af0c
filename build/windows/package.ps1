# Packs the program on Windows: freezes it, lets it test itself, and makes the installer in out\.
#   powershell -ExecutionPolicy Bypass -File build\windows\package.ps1 [-Python C:\Python311\python.exe]
# Needs Python 3.11 for 64 bits and NSIS 3. ASCII only: Windows PowerShell 5.1 reads it in the code page of the machine.
param([string]$Python = '')

Set-StrictMode -Version 2.0
$ErrorActionPreference = 'Stop'
Set-Location (Join-Path $PSScriptRoot '..\..')
$env:PYTHONUTF8 = '1'
$env:PYTHONHASHSEED = '0'

$Work = 'out\windows'
$Frozen = "$Work\frozen\nianbao"
$Inner = "$Work\venv\Scripts\python.exe"

function Invoke-Step([string]$Program, [string[]]$Words) {
    Write-Host "> $Program $($Words -join ' ')"
    & $Program @Words
    if ($LASTEXITCODE -ne 0) { throw "$Program ended with status $LASTEXITCODE" }
}

# A folder of its own for the packages, exactly as locked.
function New-Environment {
    $locked = @('-r', 'build\requirements.txt', '-r', 'build\requirements-package.txt')
    if ($Python) { Invoke-Step $Python @('-m', 'venv', '--clear', "$Work\venv") }
    else { Invoke-Step 'py' @('-3.11', '-m', 'venv', '--clear', "$Work\venv") }
    Invoke-Step $Inner (@('-m', 'pip', 'install', '-q', '--disable-pip-version-check', '--require-hashes',
        '--only-binary', ':all:') + $locked)
}

# PyInstaller writes this time into what it makes, so that two builds of a commit agree.
function Set-BuildTime {
    if (Get-Command git -ErrorAction SilentlyContinue) {
        $time = & git log -1 --format=%ct
        if ($LASTEXITCODE -eq 0) { $env:SOURCE_DATE_EPOCH = "$time" }
    }
}

$version = (Select-String -Path pyproject.toml -Pattern '^version = "(.+)"').Matches[0].Groups[1].Value
$installer = "out\nianbao-$version-windows-x86_64-setup.exe"

New-Environment
Set-BuildTime
Invoke-Step $Inner @('-m', 'PyInstaller', 'build\nianbao.spec', '--distpath', "$Work\frozen", '--workpath', "$Work\work",
    '--noconfirm', '--log-level', 'WARN')
Invoke-Step $Inner @('build\third_party.py', "$Work\venv\Lib\site-packages", $Frozen)
Invoke-Step "$Frozen\nianbao-cmd.exe" @('--self-test')
Invoke-Step $Inner @('build\windows\installer.py', $Frozen, $installer)
Write-Host "made $installer, $([math]::Round((Get-Item $installer).Length / 1MB, 1)) MB"
