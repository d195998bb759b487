from keras import Input, Sequential
from keras.layers import Conv2D, Dense, Dropout, Flatten, MaxPooling2D

model = Sequential([
    Input((28, 28, 1)),
    Conv2D(64, 7, padding="same", activation="relu"),
    MaxPooling2D(2),
    Conv2D(128, 3, padding="same", activation="relu"),
    Conv2D(128, 3, padding="same", activation="relu"),
    MaxPooling2D(2),
    Conv2D(256, 3, padding="same", activation="relu"),
    Conv2D(256, 3, padding="same", activation="relu"),
    MaxPooling2D(2),
    Flatten(),
    Dense(128, activation="relu"),
    Dropout(0.5),
    Dense(64, activation="relu"),
    Dropout(0.5),
    Dense(10, activation="softmax"),
])
model.summary()
