/** What is loaded by itself, by the name of its source. */
export const parts = {
  'start-replay': 'recorder',
  hold: 'hold',
  seldom: 'seldom',
  judge: 'frustration',
  detectors: 'detectors',
  overload: 'overload',
  'read-stored': 'stored',
  sha256: 'sha256',
  'record-canvases': 'canvas',
  'own-rules': 'rules',
  'by-option': 'network',
  'write-long-sheets': 'sheets',
  'record-rare': 'rare',
  'record-frames': 'frames',
  'record-into-parent': 'frame-recorder',
} as const
