"""Word lists of the comparison: all frozen, all lower case and folded."""

# ruff: noqa: SIM905 - long word lists read better as words than as quoted strings

from __future__ import annotations

# Words that many bodies share: a name of such words alone needs its country to tell whose it is.
GENERIC = frozenset(
    "ministry minister department office bureau agency authority commission committee council court supreme high"
    " constitutional federal national state central bank reserve treasury parliament senate congress assembly house"
    " lower upper chamber representatives lords commons cabinet government administration presidency army navy air"
    " force forces armed military police guard coast border security intelligence service services defence defense"
    " foreign affairs interior home finance economy economic trade commerce industry health education labour labor"
    " energy agriculture environment justice transport culture sports tourism information interior public prosecutor"
    " prosecutors attorney general election electoral party democratic democrats republican republicans liberal"
    " liberals conservative conservatives socialist socialists social communist people peoples progressive progress"
    " freedom new union unity green greens workers left right alliance front movement coalition opposition ruling"
    " university institute hospital museum library school college academy association federation league club team"
    " city municipal local regional provincial district of the and for on in a to royal first stock exchange airport"
    " railway railways post radio television news agency times post herald daily company group corporation committee"
    " anti corruption human rights civil aviation statistics statistical planning development water works power"
    " football cricket rugby olympic board trust foundation center centre society church independent joint chiefs"
    " staff special counsel secret revolutionary command operations prison prisons customs tax revenue migration"
    " immigration refugee refugees women youth children veterans science technology communications media regulator"
    " legislative legislature judicial executive presidential ministerial parliamentary"
    " nuclear atomic space research chamber appeals appeal criminal tribunal cassation audit accounts"
    " press prensa nacion nation star standard mirror tribune gazette sun chronicle observer express telegraph guardian"
    " mail journal tribuna republica pais evening sunday la el il le".split()
)
# Words of a sentence that say nothing of what it is about.
STOPWORDS = frozenset(
    "about above after again against ahead also although always among amid another anything around because been"
    " before being below between both came come comes could days does doing done down during each earlier either"
    " else even ever every first five former four from further gave gets give given gone have having held here hers"
    " herself himself hour hours house into its itself just keep kept know known last late later least less like"
    " likely made make makes many matter means member members might month months more most move much must near need"
    " never next nine none nothing once only onto other others ours over part people percent person place plan point"
    " previous put quite rather really right said same saying says second seem seen seven several shall should since"
    " some something soon still such take taken takes tell than that their theirs them themselves then there these"
    " they thing things think this those though three through thus time times today together told toward towards"
    " tuesday under until upon used using very wednesday week weeks well went were what when where whether which"
    " while whole whom whose will with within without work would year years yesterday your added adding according"
    " announced asked called calls country countries day expected government group high however including leader"
    " leaders meeting minister ministry monday thursday friday saturday sunday morning night news official officials"
    " president prime report reported reporters reports saturday spokesman spokesperson spokeswoman state statement"
    " states talks visit world spoke speak speaks talked meet met held city lies earlier wants want".split()
)
# Things that every article has one of: their names never join two documents.
VAGUE = frozenset(
    "deal agreement plan move decision issue problem situation crisis conflict war attack meeting talks summit visit"
    " statement report law bill document letter event protest election vote ceremony incident case trial game match"
    " project programme program policy topic matter question measure measures step steps effort efforts process"
    " operation campaign speech interview press conference investigation result results idea proposal offer claim"
    " claims change changes work action actions position unspecified something nothing anything everything"
    " trip journey tour session debate decree order ruling verdict study survey poll book film story article"
    " video song show series record budget fund aid support help force power money cost costs price prices"
    " rule rules right rights way thing things time times end start part lot number group people".split()
)
# Words of a paper's title that say nothing of which: beside those of VAGUE and GENERIC.
ANY_PAPER = frozenset(
    "accord pact treaty constitution contract convention protocol memorandum understanding ceasefire truce peace free"
    " partnership cooperation framework strategic comprehensive final act charter code declaration communique joint"
    " amendment agenda annual statement bilateral mutual friendship white paper budget finance".split()
)
# A government so called is not that of the state, or not that of today.
OTHER_GOVERNMENT = frozenset(
    "local regional provincial municipal city county district former previous past last next future earlier shadow"
    " interim transitional provisional rival exile exiled parallel puppet self proclaimed opposition old colonial"
    " de facto successive any".split()
)
# Sides of whatever land the article is about: such a name alone joins nothing ("the West" is another matter).
SIDES = frozenset("north south east centre center interior coast".split())
# Events that come round: without a year, the name tells the series and not which of it.
RECURRING = frozenset(
    "cup games olympics olympiad championship championships tournament festival open summit awards prix marathon derby"
    " final finals elections".split()
)
# Such bodies every town or trade has: the country does not tell which one.
LOCAL = frozenset(
    "city municipal local regional provincial district university hospital college school library museum club team"
    " association church society trust foundation center centre company group union institute academy post times"
    " daily herald airport prison committee board council".split()
)
# Words of a role that say nothing of the office.
ROLE_NOISE = frozenset(
    "the a an of and for to former current new then acting ex his her their".split()
)
# Single words that name an institution of which a country has one; "the Bank" is any bank.
ALONE = frozenset(
    "parliament senate congress cabinet government army navy police military treasury presidency judiciary".split()
)
# Single words that name an office that one person holds in a country, and words of offices that many hold.
ONE_HOLDS = frozenset(
    "president premier chancellor king queen emperor monarch sultan emir pope taoiseach".split()
)
MANY_HOLD = frozenset(
    "ambassador envoy official spokesman spokeswoman spokesperson member senator congressman congresswoman lawmaker"
    " legislator representative governor mayor judge general colonel major officer deputy adviser advisor consul"
    " commander leader head director manager chief candidate former ex minority whip councillor councilor aide"
    " lawyer attorney prosecutor professor coach captain".split()
)
# Who stands for a state in its country's parliament or at its head: "the senator from New York".
OF_STATES = frozenset(
    "senator senators congressman congresswoman representative representatives gentleman gentlewoman gentlelady"
    " governor lawmaker legislator delegate delegates republican democrat".split()
)
# First words of predicates that a team is the subject or object of.
PLAYS = frozenset(
    "beat defeat win lose draw face play score concede qualify advance equalise equalize thrash edge bowl bat chase"
    " overcome trounce hammer outplay eliminate crash meet tie trail knock".split()
)
# Words that only an article on sport has several of; those under "" tell no sport.
SPORTS = {
    "": frozenset(
        "match matches semifinal semifinals semi-final semi-finals quarterfinal quarter-final quarterfinals"
        " quarter-finals qualifier qualifiers half-time halftime scoreline scorer unbeaten equaliser equalizer"
        " tournament champions championship trophy squad referee stadium teammate teammates team-mates coach".split()
    ),
    "football": frozenset(
        "football soccer goalkeeper midfielder striker defender fifa uefa goalless header volley winger penalty"
        " corner kick goal goals afcon".split()
    ),
    "cricket": frozenset(
        "cricket wicket wickets innings batsman batsmen batter batters bowler bowlers bowled batted overs spinner"
        " lbw odi twenty icc seamer".split()
    ),
    "rugby": frozenset(
        "rugby scrum scrums fly-half fullback lock tries springboks lineout".split()
    ),
    "hockey": frozenset("hockey puck goaltender nhl penalty-corner".split()),
    "basketball": frozenset("basketball nba rebounds three-pointer dunk point-guard fiba".split()),
    "tennis": frozenset("tennis davis tiebreak doubles wimbledon atp wta set-point".split()),
}
