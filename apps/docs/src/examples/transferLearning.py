# A network that has only ever seen the digits 0 to 4 learns 5 to 9
# from twenty examples of each.
import keras
from keras import layers

(images, labels), (test_images, test_labels) = keras.datasets.mnist.load_data()


def choose(images, labels, start, count):
    """Digits start ... start + 4, at most count of them, with classes 0 ... 4."""
    rows = [i for i, y in enumerate(labels) if start <= y < start + 5][:count]
    return images[rows][..., None] / 255.0, labels[rows] - start


known = choose(images, labels, 0, 3000)
few = choose(images, labels, 5, 100)
unseen = choose(test_images, test_labels, 5, 1000)


def lenet5():
    return keras.Sequential([
        keras.Input((28, 28, 1)),
        layers.Conv2D(6, 5, padding="same", activation="relu"),
        layers.MaxPooling2D(2),
        layers.Conv2D(16, 5, activation="relu"),
        layers.MaxPooling2D(2),
        layers.Flatten(name="flatten"),
        layers.Dense(120, activation="relu", name="dense"),
        layers.Dense(84, activation="relu", name="dense_1"),
        layers.Dense(5, activation="softmax"),
    ])


def learn(net, digits, epochs, rate=1e-3, batch_size=32):
    optimizer = keras.optimizers.Adam(rate)
    net.compile(optimizer, loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    net.fit(*digits, epochs=epochs, batch_size=batch_size, verbose=0)
    return net


def report(name, net):
    print(f"{name}: {net.evaluate(*unseen, verbose=0)[1]:.1%}")


# From scratch: random weights, a hundred digits.
report("from scratch", learn(lenet5(), few, 40))

# Transfer: layers that learned 0 to 4, frozen, and a new classifier on top.
teacher = learn(lenet5(), known, 3)
for up_to in ["dense_1", "dense", "flatten"]:
    eyes = keras.Model(teacher.inputs, teacher.get_layer(up_to).output)
    eyes.trainable = False
    head = [layers.Dropout(0.2), layers.Dense(5, activation="softmax")]
    net = learn(keras.Sequential([eyes, *head]), few, 60, 3e-3, batch_size=10)
    report(f"kept up to {up_to}", net)

# Fine-tuning: after the classifier the kept layers learn, too, slowly.
eyes.trainable = True
report("fine-tuned", learn(net, few, 20, 1e-4, batch_size=10))
