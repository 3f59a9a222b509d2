// Runs before everything else, on whatever Node is there: plain old JavaScript, so that it can say what is missing.
var parts = process.versions.node.split('.')
var major = Number(parts[0])
var minor = Number(parts[1])

if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    'Debrief needs Node.js 22.18 or newer and this is ' +
      process.versions.node +
      ': install Node.js 24 from https://nodejs.org, then run "npm ci" and "npm start" again.',
  )
  process.exit(1)
}
