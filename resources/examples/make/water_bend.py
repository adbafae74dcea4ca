"""water_bend.extxyz: water, OH fixed at 0.9572 angstrom, angle 60 to 180 degrees.

usage: python3 water_bend.py OUTPUT_DIRECTORY
"""
import os
import sys

import numpy as np

from common import extxyz_frame, single_point, write_text

OH = 0.9572

text = ""
for angle in range(60, 181, 2):
    half = np.radians(angle) / 2
    x, y = OH * np.sin(half), OH * np.cos(half)
    positions = np.round([[0, 0, 0], [x, y, 0], [-x, y, 0]], 8)
    energy, forces, _ = single_point(["O", "H", "H"], positions)
    text += extxyz_frame(["O", "H", "H"], positions,
                         [("energy", "%.8f" % energy), ("angle_degrees", "%d" % angle),
                          ("name", "water, %d degrees" % angle)], forces)
write_text(os.path.join(sys.argv[1], "water_bend.extxyz"), text)
