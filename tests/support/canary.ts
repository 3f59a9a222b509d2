/** Stands in other rooms and other people's secrets: nobody in the room of a test may ever receive it. */
export const CANARY = 'canary-7f3a91'
