/** The three lists of the directory. */
import { ref } from 'vue'
import type {
  EnterpriseList,
  EnterpriseRow,
  Leader,
  LeaderList,
  Unit,
  UnitList,
} from '@/bridge/bindings'
import { call } from '@/bridge/call'
import { createPaged } from '@/views/ledger/paged'

function asked() {
  const query = ref('')
  const withRetired = ref(false)
  const input = (offset: number, limit: number) => ({
    query: query.value.trim(),
    limit,
    offset,
    with_retired: withRetired.value,
  })
  return { query, withRetired, input }
}

export function createEnterprises() {
  const { input, ...rest } = asked()
  const list = createPaged<EnterpriseList, EnterpriseRow>(
    (offset, limit) => call('list_enterprises', input(offset, limit)),
    (page) => page.enterprises,
  )
  return { ...rest, list }
}

export function createUnits() {
  const { input, ...rest } = asked()
  const list = createPaged<UnitList, Unit>(
    (offset, limit) => call('list_units', input(offset, limit)),
    (page) => page.units,
  )
  return { ...rest, list }
}

export function createLeaders() {
  const { input, ...rest } = asked()
  const list = createPaged<LeaderList, Leader>(
    (offset, limit) => call('list_leaders', input(offset, limit)),
    (page) => page.leaders,
  )
  return { ...rest, list }
}
