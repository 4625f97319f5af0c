"""The core of 年报校核台: plain Python that runs without a screen."""
