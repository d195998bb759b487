# The same with the class the lecture names: in every epoch the pictures
# are in other positions.
import keras
from tensorflow.keras.preprocessing.image import ImageDataGenerator

(images, labels), (test_images, test_labels) = keras.datasets.mnist.load_data()
few = images[:256, ..., None]

generator = ImageDataGenerator(
    rotation_range=12,  # degrees
    width_shift_range=0.1,
    height_shift_range=0.1,
    zoom_range=0.1,
    fill_mode="constant",
    rescale=1 / 255,
)

net = keras.saving.load_model("lenet5-untrained.keras")
net.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
net.fit(generator.flow(few, labels[:256], batch_size=32, seed=1), epochs=6, verbose=0)

# Test pictures are only rescaled: augmentation belongs to the training.
plain = ImageDataGenerator(rescale=1 / 255)
flow = plain.flow(test_images[..., None], test_labels, shuffle=False)
loss, accuracy = net.evaluate(flow, verbose=0)
print(f"256 digits, 6 epochs: {accuracy:.1%} of the test")
