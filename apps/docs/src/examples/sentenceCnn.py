# Kim's network for sentences, layer by layer: filters of 3, 4 and 5 words,
# and of each only its strongest response.
import keras
from keras import layers

words = keras.Input((56,), dtype="int32")  # a sentence: the numbers of its words
vectors = layers.Embedding(5000, 40)(words)  # 56 x 40

strongest = []
for kernel_size in [3, 4, 5]:
    # 54, 53 and 52 places x 64.
    phrases = layers.Conv1D(64, kernel_size, activation="relu")(vectors)
    strongest.append(layers.GlobalMaxPooling1D()(phrases))  # 64

features = layers.Dropout(0.5)(layers.Concatenate()(strongest))  # 192
max_norm = keras.constraints.MaxNorm(3)
classes = layers.Dense(2, activation="softmax", kernel_constraint=max_norm)(features)

net = keras.Model(words, classes)
net.summary()
