import type { ReactNode } from 'react'
import type { Finish, Shape } from '../lib/lamps'

/** The lamp, drawn. Its shade takes the finish's colour, and it is lit when the page is dark. */
export function LampIllustration({
  shape,
  finish,
  label,
}: {
  shape: Shape
  finish: Finish
  label?: string
}): ReactNode {
  const { x, y, r } = glow[shape]
  return (
    <svg
      className={`lamp finish-${finish}`}
      viewBox="0 0 400 480"
      role="img"
      aria-label={label}
      aria-hidden={label === undefined}
    >
      <defs>
        <radialGradient id={`glow-${shape}`}>
          <stop offset="0" className="glow-inner" />
          <stop offset="0.45" className="glow-middle" />
          <stop offset="1" className="glow-outer" />
        </radialGradient>
      </defs>
      <circle className="lamp-glow" cx={x} cy={y} r={r} fill={`url(#glow-${shape})`} />
      {drawings[shape]}
    </svg>
  )
}

const glow: Record<Shape, { x: number; y: number; r: number }> = {
  plover: { x: 200, y: 265, r: 195 },
  heron: { x: 292, y: 215, r: 165 },
  dunlin: { x: 200, y: 235, r: 195 },
  tern: { x: 200, y: 320, r: 185 },
  crane: { x: 290, y: 235, r: 160 },
  owl: { x: 200, y: 205, r: 205 },
  wren: { x: 200, y: 235, r: 215 },
  lark: { x: 200, y: 220, r: 215 },
}

const drawings: Record<Shape, ReactNode> = {
  plover: (
    <>
      <ellipse className="lamp-ground" cx="200" cy="428" rx="110" ry="9" />
      <path
        className="lamp-shade"
        d="M182 255h36c2 62 12 118 30 160 3 8-2 13-12 13h-72c-10 0-15-5-12-13 18-42 28-98 30-160Z"
      />
      <path
        className="lamp-dim"
        d="M205 255h13c2 62 12 118 30 160 3 8-2 13-12 13h-32c8-50 8-120 1-173Z"
      />
      <path className="lamp-light" d="M82 262h236l-24 14H106Z" />
      <path
        className="lamp-shade"
        d="M66 262C66 166 126 104 200 104s134 62 134 158c0 8-268 8-268 0Z"
      />
      <path
        className="lamp-dim"
        d="M238 110c56 18 96 72 96 152 0 4-50 6-100 6 34-42 36-110 4-158Z"
      />
      <path className="lamp-shine" d="M104 222c6-44 30-78 66-94" />
    </>
  ),
  heron: (
    <>
      <ellipse className="lamp-ground" cx="130" cy="440" rx="84" ry="8" />
      <path className="lamp-rod" d="M118 430V200C118 74 268 44 290 140" />
      <path className="lamp-shade" d="M62 432c0-12 112-12 112 0v6H62Z" />
      <path className="lamp-light" d="M246 208h92l-8 10h-76Z" />
      <path className="lamp-shade" d="M234 208c0-42 24-70 56-70s58 28 58 70c0 4-114 4-114 0Z" />
      <path className="lamp-dim" d="M306 142c26 10 42 34 42 66 0 2-22 3-46 3 16-20 18-48 4-69Z" />
      <circle className="lamp-metal" cx="290" cy="138" r="6" />
    </>
  ),
  dunlin: (
    <>
      <ellipse className="lamp-ground" cx="200" cy="424" rx="92" ry="8" />
      <circle className="lamp-glass" cx="200" cy="236" r="104" />
      <path className="lamp-shine" d="M128 216c6-32 28-54 56-60" />
      <path className="lamp-shade" d="M128 330h144l-12 84c-1 7-6 10-12 10h-96c-6 0-11-3-12-10Z" />
      <path className="lamp-dim" d="M214 330h58l-12 84c-1 7-6 10-12 10h-40c10-30 10-66 6-94Z" />
      <path className="lamp-metal" d="M124 318h152v14H124z" />
    </>
  ),
  tern: (
    <>
      <path className="lamp-rod thin" d="M200 0v128" />
      <path className="lamp-metal" d="M188 122h24l4 26h-32Z" />
      <path className="lamp-light" d="M52 302h296l-40 18H92Z" />
      <path className="lamp-shade" d="M182 146h36l132 148c8 10-4 12-150 12S42 304 50 294Z" />
      <path className="lamp-dim" d="M206 146h12l132 148c8 10-4 12-104 12 4-60-12-118-40-160Z" />
      <circle className="lamp-bulb" cx="200" cy="316" r="15" />
      <path className="lamp-shine" d="M158 196 92 270" />
    </>
  ),
  crane: (
    <>
      <ellipse className="lamp-ground" cx="136" cy="438" rx="88" ry="8" />
      <path className="lamp-rod" d="M136 424 88 262 252 142" />
      <path className="lamp-shade" d="M74 430c0-16 124-16 124 0v8H74Z" />
      <circle className="lamp-metal" cx="88" cy="262" r="12" />
      <path className="lamp-light" d="m238 262 108-72 4 14-96 64Z" />
      <path
        className="lamp-shade"
        d="m246 132 24-16c8-5 14-3 20 6 26 16 50 38 62 64 2 6-112 82-116 76-14-28-20-60-18-92-3-16 18-32 28-38Z"
      />
      <path
        className="lamp-dim"
        d="M290 122c26 16 50 38 62 64 1 4-34 30-64 49 16-36 16-78 2-113Z"
      />
      <circle className="lamp-metal" cx="252" cy="142" r="10" />
    </>
  ),
  owl: (
    <>
      <ellipse className="lamp-ground" cx="200" cy="446" rx="96" ry="8" />
      <path className="lamp-wood" d="m156 330-34 114M244 330l34 114M200 340v104" />
      <path
        className="lamp-paper"
        d="M160 70h80c56 20 92 76 92 136s-36 116-92 136h-80c-56-20-92-76-92-136S104 90 160 70Z"
      />
      <path
        className="lamp-ribs"
        d="M118 96c40 14 124 14 164 0M86 136c52 18 176 18 228 0M70 180c60 20 200 20 260 0M69 226c60 20 202 20 262 0M84 270c54 20 178 20 232 0M114 310c44 16 128 16 172 0"
      />
      <path className="lamp-wood" d="M158 70h84M158 342h84" />
    </>
  ),
  wren: (
    <>
      <path className="lamp-light soft" d="M104 196 60 40h280l-44 156Z" />
      <path className="lamp-light soft" d="m120 300-52 156h264l-52-156Z" />
      <path className="lamp-metal" d="M188 168h24v160h-24z" />
      <path
        className="lamp-shade"
        d="M84 196h232c4 0 6 2 5 6-10 62-58 106-121 106S89 264 79 202c-1-4 1-6 5-6Z"
      />
      <path
        className="lamp-dim"
        d="M236 196h80c4 0 6 2 5 6-10 62-58 106-121 106h-4c34-24 50-66 40-112Z"
      />
      <path className="lamp-shine" d="M110 222c8 26 24 46 46 58" />
    </>
  ),
  lark: (
    <>
      <ellipse className="lamp-ground" cx="200" cy="448" rx="86" ry="8" />
      <path className="lamp-paper" d="M134 52c0-16 132-16 132 0v336c0 14-132 14-132 0Z" />
      <path
        className="lamp-ribs"
        d="M150 58v334M167 62v336M184 64v336M200 64v338M216 64v336M233 62v336M250 58v334"
      />
      <path className="lamp-wood" d="M134 52c0 12 132 12 132 0" />
      <path className="lamp-shade" d="M128 394c20 12 124 12 144 0v44c0 10-144 10-144 0Z" />
      <path className="lamp-dim" d="M216 403c26-1 48-4 56-9v44c0 5-28 8-56 8Z" />
    </>
  ),
}
