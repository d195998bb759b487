# Which picture pleases one filter most? Gradient ascent on the picture;
# the weights stay as they are.
import keras
import tensorflow as tf

net = keras.saving.load_model("lenet5.keras")
# Up to the second convolution, whose maps are 10 x 10 x 16.
maps = keras.Model(net.inputs, net.layers[2].output)


def response(picture, channel):
    """The mean of map `channel` for a picture: what we climb."""
    return tf.reduce_mean(maps(picture)[..., channel])


for channel in [0, 1, 3, 5]:
    picture = tf.random.uniform([1, 28, 28, 1])
    before = float(response(picture, channel))
    for step in range(30):
        with tf.GradientTape() as tape:
            tape.watch(picture)
            value = response(picture, channel)
        slope = tape.gradient(value, picture)
        # Steps of one length, however flat it is.
        direction = slope / (tf.sqrt(tf.reduce_mean(slope**2)) + 1e-8)
        picture = tf.clip_by_value(picture + 0.05 * direction, 0, 1)
    print(f"map {channel}: {before:.2f} -> {float(response(picture, channel)):.2f}")
