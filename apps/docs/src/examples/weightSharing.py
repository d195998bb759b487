import numpy as np
from keras import ops

image = 10 * np.eye(3, dtype="float32")
filter = np.array([[0, 5], [3, 0]], "float32")

# The four numbers of the filter, in the matrix of a dense layer:
# one row an output, one column a pixel.
matrix = np.array([
    [0, 5, 0, 3, 0, 0, 0, 0, 0],
    [0, 0, 5, 0, 3, 0, 0, 0, 0],
    [0, 0, 0, 0, 5, 0, 3, 0, 0],
    [0, 0, 0, 0, 0, 5, 0, 3, 0],
], "float32")

slid = ops.conv(image.reshape(1, 3, 3, 1), filter.reshape(2, 2, 1, 1))
dense = ops.matmul(matrix, image.reshape(9, 1))
print("as a convolution:", ops.reshape(slid, 4))
print("as a dense layer:", ops.reshape(dense, 4))
