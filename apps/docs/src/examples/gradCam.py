# Grad-CAM: which places of a feature map spoke for the class?
import keras
import numpy as np
import tensorflow as tf

(_, _), (test_images, _) = keras.datasets.mnist.load_data()
picture = test_images[:1, ..., None] / 255.0

net = keras.saving.load_model("lenet5.keras")
net.layers[-1].activation = keras.activations.linear  # scores, before the softmax
features = keras.Model(net.inputs, net.layers[2].output)

maps = features(picture)  # (1, 10, 10, 16)
with tf.GradientTape() as tape:
    tape.watch(maps)
    x = maps
    for layer in net.layers[3:]:
        x = layer(x)
    score = tf.reduce_max(x)

weights = tf.reduce_mean(tape.gradient(score, maps), axis=(1, 2), keepdims=True)
heat = tf.nn.relu(tf.reduce_sum(maps * weights, axis=3))  # (1, 10, 10)
print(np.round(heat[0] / tf.reduce_max(heat), 1))
