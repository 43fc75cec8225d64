// Plain JavaScript on purpose: an old Node must be able to read this before it meets TypeScript.
const [major] = process.versions.node.split('.')
if (Number(major) < 24) {
  console.error(
    `Notewalk needs Node 24 or newer; this is Node ${process.versions.node} (${process.execPath}).\n` +
      'Run "npm ci" without "--omit=optional": it brings the right Node for Linux, macOS and Windows. ' +
      'Or install Node 24 from https://nodejs.org.',
  )
  process.exit(1)
}
