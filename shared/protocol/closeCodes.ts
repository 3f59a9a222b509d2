/** Why a socket was closed. 4400–4499 tell a y-websocket client to stop reconnecting (W1). */
export const CLOSE = {
  restart: 1012,
  overloaded: 1013,
  badFrame: 1002,
  tooLarge: 1009,
  notSignedIn: 4401,
  noAccess: 4403,
  notFound: 4404,
  otherSchema: 4409,
  refusedUpdate: 4422,
  outsideSchema: 4424,
} as const

export type CloseReason = keyof typeof CLOSE
