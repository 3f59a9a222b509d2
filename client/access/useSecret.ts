import { useEffect, useState } from 'react'
import { clearAddress, secretInAddress } from './secretInAddress.ts'

/** The secret of the link that opened this page; another one when such a link is pasted into the address bar. */
export function useSecret(): string {
  const [secret, setSecret] = useState(secretInAddress)
  useEffect(() => {
    const take = (): void => {
      const next = secretInAddress()
      if (next) setSecret(next)
      clearAddress()
    }
    take()
    window.addEventListener('hashchange', take)
    return () => window.removeEventListener('hashchange', take)
  }, [])
  return secret
}
