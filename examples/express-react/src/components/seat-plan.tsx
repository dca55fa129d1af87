import { Fragment, type ReactNode } from 'react'

const rows = ['A', 'B', 'C', 'D', 'E', 'F', 'G']
const seatsPerRow = 10

export function SeatPlan({
  taken,
  chosen,
  onChange,
}: {
  taken: readonly string[]
  chosen: readonly string[]
  onChange: (seats: string[]) => void
}): ReactNode {
  return (
    <fieldset className="seat-plan">
      <legend>Seats</legend>
      <p className="screen" aria-hidden>
        Screen
      </p>
      <div className="seats">
        {rows.map((row) => (
          <Fragment key={row}>
            <span className="row-name" aria-hidden>
              {row}
            </span>
            {Array.from({ length: seatsPerRow }, (_, index) => {
              const seat = `${row}${index + 1}`
              const isSold = taken.includes(seat)
              const isYours = chosen.includes(seat)
              return (
                <label
                  key={seat}
                  className={`seat ${isSold ? 'sold' : isYours ? 'yours' : 'free'}`}
                >
                  <input
                    type="checkbox"
                    name="seat"
                    value={seat}
                    aria-label={`Seat ${seat}`}
                    disabled={isSold}
                    checked={isYours}
                    onChange={({ target }) =>
                      onChange(
                        target.checked ? [...chosen, seat] : chosen.filter((one) => one !== seat),
                      )
                    }
                  />
                </label>
              )
            })}
          </Fragment>
        ))}
      </div>
      <ul className="seat-key" aria-hidden>
        <li className="free">Free</li>
        <li className="yours">Yours</li>
        <li className="sold">Sold</li>
      </ul>
    </fieldset>
  )
}
