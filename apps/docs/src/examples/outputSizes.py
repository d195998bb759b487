from keras import layers, ops

photos = ops.zeros((1, 32, 32, 3))  # one colour image

sizes = {
    "six 5x5 filters": layers.Conv2D(6, 5),
    "the same, padding 'same'": layers.Conv2D(6, 5, padding="same"),
    "the same, strides 2": layers.Conv2D(6, 5, strides=2, padding="same"),
}
for name, layer in sizes.items():
    maps = layer(photos)
    print(name, "→", maps.shape, layer.count_params(), "parameters")
