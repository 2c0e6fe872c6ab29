// Loaded before a program that runPinned starts. The program has its own process group, so nothing else would tell it
// that the process in front of it was killed; the closing of the channel between the two does.
if (process.channel) {
  process.channel.unref()
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'))
}
