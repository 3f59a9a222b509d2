import { words } from './vocabulary.ts'

/**
 * First names that are known without a roster, in small letters: common ones of many countries, without those that are
 * English words (`vocabulary.ts` has these, for rosters), months as they are shortened, or names of software and places
 * (Cassandra, Travis, Virginia).
 */
export const FIRST_NAMES = words(`
  aaron abdul abdullah abigail adam adriana adrian agnes agnieszka ahmad ahmed aisha akira alan albert alejandra
  alejandro aleksandra alessandro alex alexander alexandra alfred ali alice alicia aliyah alma amanda amara amelia amina
  amir amit amy ana anders andre andrea andreas andrei andrew andrzej angela angelica anita anja anjali ann anna anne
  annika anouk anthony antoine anton antonio anya arjun arne arnold arthur arturo asha ashley astrid ayesha barbara
  bartosz beatrice beatriz ben benedikt benjamin bernard bernd bettina bianca birgit bjorn björn bogdan boris brandon
  brenda brian brigitte bryan camila camille carla carlos carmen carol carolina caroline catherine cecilia charles
  chen cheng chiara chidi chinedu chloe christian christina christine christoph christopher clara claudia
  colin connor cristina cynthia daisuke damian dan daniel daniela danielle dario dave david deborah deepa deepak denise
  dennis derek diana diego dieter dimitri dmitri dmitry dominik donald donna dorothy douglas dylan edith eduardo edward
  eileen elena eleni elif elisa elisabeth elizabeth elke ella ellen emeka emil emilia emily emma enrique eric erica erik
  erin esther ethan eugene eva evelyn fabian fatima felipe felix femi fernanda fernando filip fiona florian francesca
  francesco francisco franziska frederik friedrich fritz fumiko gabriel gabriela gary georg george gerald gerhard
  gianluca gloria gonzalo graham greg gregor greta guillaume guillermo gunnar gustavo hamza hana hannah hans haruka
  haruto hassan heather hector heidi heike helen helena helga henri henrik henry hiroshi holger hugo ian ibrahim ignacio
  igor ines ingrid irina isaac isabel isabella isla ivan ivana jacob jacques jakob jakub james jamie jana jane janet
  janine jason javier jean jeff jeffrey jelena jennifer jenny jens jeremy jessica joan joanna joao joe joel
  johan johann johanna johannes john johnny jonas jonathan jorge jose josé josef joseph joshua juan juergen julian julie
  jung jürgen kaito kamal karen karim karin karl katarina katarzyna kate katharina katherine kathleen katja katrin
  keith kelly ken kenji kenneth kevin khaled kim kirsten klaus krishna kristen kristina krzysztof kwame lakshmi lars
  laszlo laura lauren lea leandro leila lena leonard leonardo leonie leopold leticia li liam lina linda lindiwe ling
  linh linus lisa liu logan lorenzo louis louise luca lucas lucia luis luisa lukas luke maciej madeleine magda
  magdalena magnus mahmoud malik manuel manuela marc marcel marcin marco marcos marcus marek margaret maria marie marina
  mario marius marko markus marlene marta martha martin martina mary mateo mateus mathias mats matteo matthew matthias
  maureen maurice maya megan mehmet mei melanie melissa mia michael michal michel michele michelle miguel mihai mika mike
  mikhail mila milan miriam mohamed mohammad mohammed moritz muhammad mustafa nadia nadine naomi natalia natalie natasha
  nathan neha nia nicholas nick nicolas nicole nikita nikola nikolai nikhil nils nina nkechi noah nora norbert obinna
  oleg oliver olivia olga oluwaseun omar oscar oskar otto owen pablo paolo patricia patrick paul paula paulina paulo
  pavel pedro pekka peter petra philip philipp philippe pierre piotr pooja prakash priya rachel radek rafael rahul raj
  rajesh ralf ramesh ramon raquel rasmus raul ravi rebecca reinhard renata rene ricardo riccardo richard rita robert
  roberto robin rodrigo roger roland roman ronald rosa rosalind ruth ryan saanvi sabine sabrina sakura salma sam samantha
  samir samuel sandra sanjay sara sarah sasha saskia satoshi scott sean sebastian sergei sergey sergio seth shanice
  sharon shinji shreya silke silvia simon simone sofia sofie solène sonja sophia sophie soren stefan stefania stefanie
  stephan stephanie stephen steve steven sunil sunita susan susanne sven sylvia takeshi tamara tanja tanya tariq tatiana
  teresa thabo theo theodor theresa thomas thorsten tiago tim timothy tina tobias todd tom tomas tomasz tony torsten
  tyler udo ulrich ulrike ursula uwe valentina valeria vanessa veronica victor vijay viktor vikram vincent
  vladimir volker walter wei werner wiebke wilhelm william wolfgang xavier xiaoming yan yang yara yasmin yuki
  yuri yusuf yvonne zainab zhang zoe zofia zsofia
`)
