"""The arrays that the whole engine speaks in: one entry per row, column or customer."""

import numpy as np
import numpy.typing as npt

Codes = npt.NDArray[np.int32]


Floats = npt.NDArray[np.float64]


Labels = npt.NDArray[np.int32]


Positions = npt.NDArray[np.intp]


UNASSIGNED = 0
Mask = npt.NDArray[np.bool_]
