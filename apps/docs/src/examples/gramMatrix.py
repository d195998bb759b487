# The style of a picture, after Gatys: which feature maps are strong together,
# wherever that is.
import keras
from keras import ops

net = keras.saving.load_model("lenet5.keras")
features = keras.Model(net.inputs, net.layers[0].output)  # 28 x 28 x 6

_, (images, _) = keras.datasets.mnist.load_data()
digit = images[:1, ..., None].astype("float32") / 255


def gram(picture):
    """The Gram matrix of a picture's maps: maps x maps."""
    maps = ops.reshape(features(picture), [784, 6])
    return ops.matmul(ops.transpose(maps), maps) / 784


def content(a, b):
    return float(ops.mean((features(a) - features(b)) ** 2))


def style(a, b):
    return float(ops.mean((gram(a) - gram(b)) ** 2))


moved = ops.pad(digit[:, :, 4:], [[0, 0], [0, 0], [0, 4], [0, 0]])  # 4 to the left
print(f"moved: content {content(moved, digit):.5f} style {style(moved, digit):.5f}")
turned = ops.transpose(digit, [0, 2, 1, 3])  # strokes in other directions
print(f"turned: content {content(turned, digit):.5f} style {style(turned, digit):.5f}")
