# An inception module: four branches look at the same input, and their maps
# are put one behind the other.
import keras
from keras import layers


def conv(filters, kernel_size):
    return layers.Conv2D(filters, kernel_size, padding="same", activation="relu")


def inception(x, thin):
    def reduce(filters):
        return conv(filters, 1)(x) if thin else x

    pooled = layers.MaxPooling2D(3, strides=1, padding="same")(x)
    return layers.Concatenate()([
        conv(64, 1)(x),
        conv(128, 3)(reduce(96)),
        conv(32, 5)(reduce(16)),
        conv(32, 1)(pooled),
    ])


for thin in [False, True]:
    image = keras.Input((28, 28, 192))
    module = keras.Model(image, inception(image, thin))
    name = "with 1x1 reductions" if thin else "without"
    print(f"{name}: {module.count_params():,} parameters")
