/** 领导意见: what the leader wrote on the slip that carries the demand. */
import { shallowRef, watch } from 'vue'
import { call } from '@/bridge/call'
import { tellFault } from '@/faults'

export interface Instruction {
  text: string
  signer: string
  on: string | null
}

/** Follows the slip; null while there is none or nobody wrote on it. */
export function useInstruction(slipId: () => string | null) {
  const found = shallowRef<Instruction | null>(null)
  watch(
    slipId,
    async (id) => {
      found.value = null
      if (id === null) return
      try {
        const slip = await call('get_slip', { id })
        if (slipId() !== id || slip.instruction === '') return
        const { instruction: text, signer, instructed_on: on } = slip
        found.value = { text, signer: signer?.name ?? '', on }
      } catch (cause) {
        tellFault(cause)
      }
    },
    { immediate: true },
  )
  return found
}
