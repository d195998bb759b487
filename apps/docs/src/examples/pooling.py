import numpy as np
from keras import layers, ops

feature_map = np.array([
    [3, 1, 7, 2],
    [5, 1, 0, 9],
    [8, 2, 4, 9],
    [4, 3, 1, 1],
], "float32")
x = feature_map.reshape(1, 4, 4, 1)

max = layers.MaxPooling2D(2)
print("max", ops.reshape(max(x), (2, 2)))
print("average", ops.reshape(layers.AveragePooling2D(2)(x), (2, 2)))
print("global average", layers.GlobalAveragePooling2D()(x))
print("parameters", max.count_params())
