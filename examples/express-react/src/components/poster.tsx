import type { ReactNode } from 'react'

/** The film's poster, drawn. */
export function Poster({ slug }: { slug: string }): ReactNode {
  return (
    <svg className="poster" viewBox="0 0 300 400" preserveAspectRatio="xMidYMid slice" aria-hidden>
      {drawings[slug]}
    </svg>
  )
}

const drawings: Record<string, ReactNode> = {
  'the-salt-line': (
    <>
      <path fill="#f2c9a1" d="M0 0h300v400H0z" />
      <circle fill="#e4572e" cx="196" cy="172" r="84" />
      <path fill="#fff3de" d="m92 96 150-46v22Z" opacity=".7" />
      <path fill="#1f4e5f" d="M0 236h300v164H0z" />
      <path fill="#fff3de" d="M0 236h300v5H0z" />
      <path fill="#e4572e" d="M150 262h92v6h-92zm18 22h56v6h-56zm14 22h28v6h-28z" opacity=".85" />
      <path fill="#17303b" d="m0 300 60-34 44 6 26 40 44 88H0Z" />
      <path fill="#fffaf0" d="M66 108h28l10 166H56Z" />
      <path fill="#c8402a" d="M63 150h34l3 36H60zM58 232h44l2 34H56z" />
      <path fill="#17303b" d="M60 86h40v24H60zM64 72h32l4 14H60z" />
    </>
  ),
  'night-bus': (
    <>
      <path fill="#171a3d" d="M0 0h300v400H0z" />
      <circle fill="#f6e7b4" cx="232" cy="74" r="30" />
      <circle fill="#171a3d" cx="220" cy="66" r="28" />
      <path fill="#262b66" d="M0 400V196h44v-44h48v70h36V120h58v92h40v-50h74v238Z" />
      <path fill="#0e1029" d="M0 288h300v112H0z" />
      <g transform="translate(0 -56)">
        <path fill="#ffc53d" d="M-20 214h252c22 0 34 12 34 34v96H-20z" />
        <path
          fill="#171a3d"
          d="M-6 234h52v46H-6zM58 234h52v46H58zM122 234h52v46h-52zM186 234h48c10 0 14 6 14 14v32h-62z"
        />
        <path
          fill="#ff8f6b"
          d="M12 280c0-26 22-26 22 0zM72 280c0-30 24-30 24 0zM140 280c0-24 22-24 22 0z"
        />
        <path fill="#e0483e" d="M-20 300h286v10H-20z" />
        <path fill="#fff3c9" d="m262 322 38-8v52l-38-22Z" opacity=".8" />
        <circle fill="#0e1029" cx="60" cy="346" r="27" />
        <circle fill="#0e1029" cx="206" cy="346" r="27" />
        <circle fill="#8d93c7" cx="60" cy="346" r="11" />
        <circle fill="#8d93c7" cx="206" cy="346" r="11" />
      </g>
    </>
  ),
  'eleven-floors-down': (
    <>
      <path fill="#0d0d0f" d="M0 0h300v400H0z" />
      <path
        stroke="#3a3a42"
        strokeWidth="3"
        d="M0 34h300M0 68h300M0 102h300M0 136h300M0 170h300M0 204h300M0 238h300M0 272h300M0 306h300M0 340h300M0 374h300"
      />
      <path fill="#0d0d0f" d="M102 0h96v400h-96z" />
      <path fill="#d8262c" d="M102 290h96v110h-96z" />
      <path fill="#ffefe4" d="M146 290h8v110h-8z" />
      <path
        fill="#ffefe4"
        d="M126 400v-50c0-10 8-16 15-16v66zM159 334c7 0 15 6 15 16v50h-15z"
        opacity=".12"
      />
      <path stroke="#6b6b76" strokeWidth="2" d="M128 0v290M172 0v290" />
      <path fill="#d8262c" d="M140 128h20l-10 16zM140 156h20l-10 16zM140 184h20l-10 16z" />
    </>
  ),
  'the-cartographers': (
    <>
      <path fill="#e9e2c8" d="M0 0h300v400H0z" />
      <g fill="none" stroke="#2d6a4f" strokeWidth="4">
        <path d="M150 150c22-14 52-2 50 26s-38 42-62 32-14-44 12-58Z" />
        <path d="M144 122c38-24 88-4 86 44s-62 76-108 58-30-72 22-102Z" />
        <path d="M138 92c56-32 122-6 122 62s-88 116-154 88-50-108 32-150Z" />
        <path d="M132 60c74-40 158-8 160 82S178 302 92 262 18 116 132 60Z" />
        <path d="M124 26C216-22 326 20 328 128S192 354 76 302-16 96 124 26Z" />
        <path d="M108-8C222-64 366-8 366 118S206 406 56 344-52 68 108-8Z" />
        <path d="M92-46C222-108 406-40 404 112S222 460 36 388-88 36 92-46Z" />
      </g>
      <path
        fill="none"
        stroke="#d1495b"
        strokeWidth="6"
        strokeDasharray="14 10"
        d="M20 388c40-30 20-78 66-96s96 20 110-26-30-60-28-84"
      />
      <path
        fill="#d1495b"
        d="m152 164 8-8 10 10 10-10 8 8-10 10 10 10-8 8-10-10-10 10-8-8 10-10Z"
      />
    </>
  ),
  'tin-orchestra': (
    <>
      <path fill="#2a9d8f" d="M0 0h300v400H0z" />
      <path fill="#f4a261" d="M0 260h300v140H0z" />
      <circle fill="#e9edf0" cx="104" cy="150" r="70" />
      <circle fill="#b9c4cb" cx="104" cy="150" r="50" />
      <path fill="#33272a" d="m158 112 92-66 10 14-90 68Z" />
      <path fill="#e76f51" d="M122 236h130v76c0 14-10 22-24 22h-82c-14 0-24-8-24-22z" />
      <path fill="#c65238" d="M196 236h56v76c0 14-10 22-24 22h-40c14-30 14-66 8-98Z" />
      <path fill="#33272a" d="M104 252h18v14h-18zM252 252h18v14h-18zM114 224h146v14H114z" />
      <path fill="#ffe8a3" d="M180 200h14v26h-14z" />
      <path fill="#e9edf0" d="M26 290h70v44c0 12-8 18-18 18H44c-10 0-18-6-18-18z" />
      <path fill="#33272a" d="M20 280h82v12H20zM-10 298h34v9h-34z" />
      <g fill="#ffe8a3">
        <circle cx="226" cy="136" r="11" />
        <path d="M233 72h5v64h-5zM233 72l34 10v12l-34-10Z" />
        <circle cx="46" cy="58" r="9" />
        <path d="M51 8h4v50h-4z" />
      </g>
    </>
  ),
  'low-tide-high-summer': (
    <>
      <path fill="#ffd166" d="M0 0h300v400H0z" />
      <circle fill="#fff6dc" cx="150" cy="118" r="62" />
      <path fill="#f08a5d" d="M0 172c70-32 150-32 300 0v60H0z" />
      <path fill="#118ab2" d="M0 200c50-16 100-16 150 0s100 16 150 0v200H0z" />
      <path fill="#0b6e8f" d="M0 256c50-16 100-16 150 0s100 16 150 0v144H0z" />
      <path fill="#0a4f69" d="M0 318c50-16 100-16 150 0s100 16 150 0v82H0z" />
      <path fill="#ffe9b8" d="M144 196h12l70 204H74Z" />
      <path fill="#0a4f69" d="M128 288c0-14 14-14 14 0v32h-14z" />
      <path fill="#d1495b" d="M158 286c0-14 14-14 14 0v34h-14z" />
      <circle fill="#0a4f69" cx="135" cy="272" r="7" />
      <circle fill="#d1495b" cx="165" cy="270" r="7" />
    </>
  ),
}
