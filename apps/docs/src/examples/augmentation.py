# Layers that change pictures at random: one digit, three passes.
import keras
from keras import layers

(images, labels), _ = keras.datasets.mnist.load_data()
changes = keras.Sequential([
    layers.RandomRotation(0.04, fill_mode="constant"),  # 0.04 turns: 14 degrees
    layers.RandomTranslation(0.1, 0.1, fill_mode="constant"),  # a tenth
    layers.RandomZoom(0.1, fill_mode="constant"),
])

one = images[:1, ..., None].astype("float32")
for _ in range(3):
    x = changes(one, training=True)
    for row in keras.ops.convert_to_numpy(x)[0, ::2, :, 0]:
        print("".join(" ·░▒▓█"[round(ink / 255 * 5)] for ink in row))
