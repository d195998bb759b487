import numpy as np
from keras import ops

image = np.zeros((6, 6), "float32")
image[2:, 2:] = 9
filters = {
    "left to right": np.array([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]], "float32"),
    "top to bottom": np.array([[-1, -2, -1], [0, 0, 0], [1, 2, 1]], "float32"),
}

for name, filter in filters.items():
    feature_map = ops.conv(image.reshape(1, 6, 6, 1), filter.reshape(3, 3, 1, 1))
    print(name)
    print(ops.reshape(feature_map, (4, 4)))
