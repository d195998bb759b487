import tensorflow as tf  # Keras' gradients come from its backend

x = tf.reshape(tf.constant([0, 80, 40, 20, 40, 0, 0, 0, 40.0]), (1, 3, 3, 1))
target = tf.reshape(tf.constant([72, 108, 32, 80.0]), (1, 2, 2, 1))
w = tf.Variable(tf.reshape(tf.constant([0, 0.25, 0.5, 1]), (2, 2, 1, 1)))

for step in range(200):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean((tf.nn.conv2d(x, w, 1, "VALID") - target) ** 2)
    dw = tape.gradient(loss, w)
    if step % 50 == 0:
        print("step", step, "loss", float(loss))
    w.assign_sub(1e-4 * dw)
print("filter", tf.reshape(w, (2, 2)).numpy())
