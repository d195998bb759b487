# A trained network of this kind reads sentences.
import keras
from keras import layers

net = keras.saving.load_model("text-cnn.keras")
vocabulary = open("vocabulary.txt").read().splitlines()
vectorize = layers.TextVectorization(vocabulary=vocabulary, output_sequence_length=56)

sentences = [
    "a warm , funny and moving film .",
    "a dull , lifeless mess .",
    "not funny at all .",
    "the plot is thin , but the actors are wonderful .",
]
numbers = vectorize(sentences)
print(numbers[0, :8])

for sentence, (bad, good) in zip(sentences, net.predict(numbers, verbose=0)):
    print(f"{good:.0%} positive: {sentence}")
