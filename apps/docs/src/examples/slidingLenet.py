# A classifier that slides: LeNet-5's dense layers, written as convolutions,
# read a whole row of digits in one pass.
import keras
import numpy as np
from keras import layers

net = keras.saving.load_model("lenet5.keras")
wide = keras.Sequential([
    keras.Input((28, None, 1)),
    layers.Conv2D(6, 5, padding="same", activation="relu"),
    layers.MaxPooling2D(2),
    layers.Conv2D(16, 5, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Conv2D(120, 5, activation="relu"),  # was: flatten 5 x 5 x 16, dense 120
    layers.Conv2D(84, 1, activation="relu"),  # was: dense 84
    layers.Conv2D(10, 1, activation="softmax"),  # was: dense 10
])
# The same numbers in another shape: [400, 120] are 120 filters of 5 x 5 x 16.
for weight, dense in zip(wide.weights, net.weights):
    weight.assign(np.reshape(dense, weight.shape))

_, (images, labels) = keras.datasets.mnist.load_data()
row = np.concatenate(images[:4], axis=1)[None, ..., None] / 255.0  # 28 x 112
scores = wide.predict(row, verbose=0)  # one answer every 4 pixels

print(row.shape, "->", scores.shape)
print(*[s.argmax() if s.max() > 0.9 else "." for s in scores[0, 0]])
print("the digits are", labels[:4])
