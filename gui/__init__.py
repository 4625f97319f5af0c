"""The window of 年报校核台: shows reports and findings, and edits reports only through core.edits."""
