"""The arrays that the whole engine speaks in: one entry per row, column or customer."""

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int32]
Floats = npt.NDArray[np.float64]
Mask = npt.NDArray[np.bool_]
Positions = npt.NDArray[np.intp]
# Segments 1..k by row; the unassigned have label 0.
Labels = npt.NDArray[np.int32]
UNASSIGNED = 0
