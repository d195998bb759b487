import numpy as np
from keras import ops

image = np.array([
    [1, 2, 3, 0],
    [0, 1, 2, 3],
    [3, 0, 1, 2],
    [2, 3, 0, 1],
], "float32")
filter = np.array([
    [2, 0, 1],
    [0, 1, 2],
    [1, 0, 2],
], "float32")

# (batch, height, width, channels) and (height, width, channels, filters)
x = ops.reshape(image, (1, 4, 4, 1))
w = ops.reshape(filter, (3, 3, 1, 1))

feature_map = ops.conv(x, w)
print(ops.reshape(feature_map, (2, 2)))
