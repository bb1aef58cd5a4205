"""Words with a capital that stand behind a title and are no name: 'Nurse Practitioner', 'Sister In Charge', 'Mr Tablets'."""

_FORMS = """
tablet tablets tab tabs capsule capsules cap caps granules suspension suspensions solution liquid preparation preparations
formulation formulations dose doses product products patch patches mg mcg ml units sulfate sulphate contin release opioid insulin
"""

_ROLES_AND_PLACES = """
practitioner practitioners specialist specialists manager managers associate associates prescriber prescribers consultant
consultants registrar registrars station team teams bank agency lead leads led charge coordinator educator staff student
doctor doctors dr nurse nurses sister sisters matron matrons pharmacist pharmacists midwife midwives hca hcas sho fy f y st ct
gp gps ward wards bay bed bedside side room unit units clinic theatre theatres icu itu hdu ed a&e aau amu eau sau mau nicu scbu
ccu hospital pharmacy site trust band grade level junior senior deputy clinical duty on-call oncall general community district
school practice critical outreach pain diabetes stroke palliative infection tissue emergency acute medical surgical
paediatric mental health night day morning late early shift independent supplementary adviser advisor technician technicians
"""

_SENTENCES = """
a an the this that these those he she they it we i you his her their its my our your who whom which what when where while why how
in on at of to for from by with without as if or and but so not no yes was were is are be been has have had did does do can could
would should will may might must also then than there here after before during until since because although however
asked said told informed gave given giving took checked noticed found reported prescribed administered contacted called
bleeped reviewed advised stated signed forgot missed omitted noted documented explained discussed apologised agreed arrived
unable aware unaware available busy present looking caring covering drew confirmed identified realised completed attended
patient patients pt relative relatives family mother father son daughter wife husband incident error drug drugs medication
medicines medicine chart charts monday tuesday wednesday thursday friday saturday sunday january february march april june july
august september october november december nhs datix unknown none other n/a na tbc
"""

NO_NAME = frozenset(f"{_FORMS} {_ROLES_AND_PLACES} {_SENTENCES}".split())
"""In small letters."""

SURNAMES_TOO = frozenset(["day", "may", "june", "march", "bank", "early", "late", "pain", "august"])
"""Of these the ones that are names behind Mr, Mrs, Ms, Miss, Mx or Dr."""
