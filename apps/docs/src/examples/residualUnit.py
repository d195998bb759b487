# A residual unit as a layer of one's own, and ResNet-34 made of sixteen of them.
import keras
from keras import layers


class Unit(layers.Layer):
    def __init__(self, filters, strides):
        super().__init__()
        options = dict(filters=filters, padding="same", use_bias=False)
        self.main = [
            layers.Conv2D(kernel_size=3, strides=strides, **options),
            layers.BatchNormalization(),
            layers.ReLU(),
            layers.Conv2D(kernel_size=3, **options),
            layers.BatchNormalization(),
        ]
        self.skip = []
        if strides > 1:  # where the image shrinks, the skip path must shrink it too
            self.skip = [
                layers.Conv2D(kernel_size=1, strides=strides, **options),
                layers.BatchNormalization(),
            ]

    def call(self, x):
        y, skip = x, x
        for layer in self.main:
            y = layer(y)
        for layer in self.skip:
            skip = layer(skip)
        return keras.ops.relu(y + skip)


net = keras.Sequential([
    keras.Input((224, 224, 3)),
    layers.Conv2D(64, 7, strides=2, padding="same", use_bias=False),
    layers.BatchNormalization(),
    layers.ReLU(),
    layers.MaxPooling2D(3, strides=2, padding="same"),
])
previous = 64
for filters, units in [(64, 3), (128, 4), (256, 6), (512, 3)]:
    for _ in range(units):
        net.add(Unit(filters, 1 if filters == previous else 2))
        previous = filters
net.add(layers.GlobalAveragePooling2D())
net.add(layers.Dense(10, activation="softmax"))

net.summary()
print(net.count_params())  # 21306826
