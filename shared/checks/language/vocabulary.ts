/** A set of the words in a list separated by spaces. */
export const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/).filter(Boolean))

/** Words that may stand between two parts of a pattern without changing what it says. */
export const ADVERBS = words(`
  really easily also just simply probably perhaps maybe clearly obviously certainly definitely surely truly again
  even ever still already always actually honestly frankly ideally instead then therefore thus only merely quickly
  carefully properly correctly adequately sufficiently thoroughly fully first immediately promptly initially
  apparently evidently presumably arguably likely possibly potentially somehow repeatedly blatantly completely
  totally entirely absolutely very so too quite rather well better best earlier sooner later both all double
  manually explicitly deliberately knowingly unknowingly subsequently eventually finally unfortunately sadly
  regrettably inexplicably negligently carelessly recklessly blindly at-least long indeed apparently yet
  consistently routinely frequently continually constantly accidentally inadvertently mistakenly unintentionally somewhat near nearly almost basically literally
`)

export const DETERMINERS = words(`
  the a an this that these those our their his her its my your some any each every no another one two three several
  many most fewer more less both all which what whatever either neither few other same whole entire first second next last
`)

export const POSSESSIVE_PRONOUNS = words('my your his her our their')

/** Prepositions behind which a person is not the subject of what follows. */
export const PREPOSITIONS = words(`
  of by from for on in at with to into onto about via through per within between against without toward towards
  behind under over near upon regarding concerning despite around across among beside besides beyond including
  excluding alongside
`)

export const CONJUNCTIONS = words(`
  and or but nor so because that if when while whereas although though since as unless until till after before than
  once whether where why how whereby wherever whenever yet which who whom whose
`)

export const AUXILIARIES = words(`
  is are was were be been being am do does did have has had will would shall should can could may might must ought
  not 'd 's
`)

/** Verbs whose object is a person: "the alert that paged Bob should have …" speaks of the alert. */
export const VERBS_WITH_PERSON = words(`
  paged paging called notified alerted told asked gave informed woke pinged contacted emailed reached messaged
  blocked confused misled surprised helped allowed made gives pages wakes alerts notifies pinged showed sent
`)

/** Words that begin a new clause, so that whoever follows may be its subject. */
export const NEUTRAL_BEFORE_NAME = words('. ? ! ¶ , ; : ( ) — / &')

/** Plural things that "they" may stand for. */
export const PLURAL_THINGS = words(`
  pods nodes alerts retries services jobs checks requests queries connections workers replicas caches hosts servers
  instances deployments pipelines tests builds containers probes messages events consumers producers brokers clients
  backups dashboards metrics limits timeouts locks certificates certs keys tokens records rows tables shards
  partitions migrations flags scripts tasks processes threads machines vms volumes disks routers switches proxies
  gateways balancers endpoints zones regions clusters controllers sidecars lambdas functions hooks webhooks crons
  cronjobs logs changes deploys releases packets probes schedulers operators monitors agents daemons configs images
  rules policies indexes indices files snapshots uploads downloads calls responses sessions leaders followers
  canaries rollbacks rollouts payments orders systems apps applications databases dbs queues topics monitors
  transactions batches exporters collectors listeners heartbeats leases writes reads errors failures defaults pages
`)

export const MONTHS = words('march april may june august')

/** Names that are English words as well; at the start of a sentence they need a verb that shows a person. */
export const WORD_NAMES = words(`
  will mark may grace rose hope faith joy bill art chase grant pat sue jack rob drew frank dawn summer april june
  august autumn ruby amber crystal miles page gene guy ray rich skip trace wade ward clay chip max min norm ash rusty
  sandy sunny angel christian basil long young king white black brown green gray grey stone hill lake field banks
  price cook baker hunter porter cooper case day best strong sharp swift short small major marshal rod woody storm sky
  star rain winter spring jasmine kit lance pierce sterling jay dean
`)
