# A dense network and a CNN of the same size, trained alike on the same pictures.
import keras
from keras import layers

(images, labels), (test_images, test_labels) = keras.datasets.fashion_mnist.load_data()
images, test_images = images[..., None] / 255.0, test_images[..., None] / 255.0

dense = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Flatten(),
    layers.Dense(128, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
cnn = keras.Sequential([
    keras.Input((28, 28, 1)),
    layers.Conv2D(32, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Conv2D(64, 3, activation="relu"),
    layers.MaxPooling2D(2),
    layers.Conv2D(64, 3, activation="relu"),
    layers.Flatten(),
    layers.Dense(64, activation="relu"),
    layers.Dense(10, activation="softmax"),
])

for net in [dense, cnn]:
    net.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    net.fit(images, labels, epochs=1)  # the lecture: 5
    loss, accuracy = net.evaluate(test_images, test_labels, verbose=0)
    print(f"{net.count_params()} parameters, {accuracy:.1%} of the test")
