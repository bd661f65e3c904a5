"""The groups of the Standard Occupational Classification of 2018, on which O*NET's codes are built.

All 23 major and 98 minor groups of the structure that the U.S. Bureau of Labor Statistics publishes
(https://www.bls.gov/soc/2018/), in sentence case and, of the major groups, without the word *occupations*. Computer
occupations (15-1200), home health aides and the like (31-1100) and printing workers (51-5100) stand here by their first digit.
"""

_MAJOR = """
11 Management|13 Business and financial operations|15 Computer and mathematical|17 Architecture and engineering
19 Life, physical, and social science|21 Community and social service|23 Legal|25 Educational instruction and library
27 Arts, design, entertainment, sports, and media|29 Healthcare practitioners and technical|31 Healthcare support
33 Protective service|35 Food preparation and serving related|37 Building and grounds cleaning and maintenance
39 Personal care and service|41 Sales and related|43 Office and administrative support|45 Farming, fishing, and forestry
47 Construction and extraction|49 Installation, maintenance, and repair|51 Production|53 Transportation and material moving
55 Military specific
"""
_MINOR = """
11-1 Top executives|11-2 Advertising, marketing, promotions, public relations, and sales managers
11-3 Operations specialties managers|11-9 Other management occupations|13-1 Business operations specialists
13-2 Financial specialists|15-1 Computer occupations|15-2 Mathematical science occupations
17-1 Architects, surveyors, and cartographers|17-2 Engineers|17-3 Drafters, engineering technicians, and mapping technicians
19-1 Life scientists|19-2 Physical scientists|19-3 Social scientists and related workers
19-4 Life, physical, and social science technicians|19-5 Occupational health and safety specialists and technicians
21-1 Counselors, social workers, and other community and social service specialists|21-2 Religious workers
23-1 Lawyers, judges, and related workers|23-2 Legal support workers|25-1 Postsecondary teachers
25-2 Preschool, elementary, middle, secondary, and special education teachers|25-3 Other teachers and instructors
25-4 Librarians, curators, and archivists|25-9 Other educational instruction and library occupations
27-1 Art and design workers|27-2 Entertainers and performers, sports and related workers
27-3 Media and communication workers|27-4 Media and communication equipment workers
29-1 Healthcare diagnosing or treating practitioners|29-2 Health technologists and technicians
29-9 Other healthcare practitioners and technical occupations
31-1 Home health and personal care aides, nursing assistants, orderlies, and psychiatric aides
31-2 Occupational therapy and physical therapist assistants and aides|31-9 Other healthcare support occupations
33-1 Supervisors of protective service workers|33-2 Firefighting and prevention workers|33-3 Law enforcement workers
33-9 Other protective service workers|35-1 Supervisors of food preparation and serving workers
35-2 Cooks and food preparation workers|35-3 Food and beverage serving workers
35-9 Other food preparation and serving related workers
37-1 Supervisors of building and grounds cleaning and maintenance workers|37-2 Building cleaning and pest control workers
37-3 Grounds maintenance workers|39-1 Supervisors of personal care and service workers
39-2 Animal care and service workers|39-3 Entertainment attendants and related workers|39-4 Funeral service workers
39-5 Personal appearance workers|39-6 Baggage porters, bellhops, and concierges|39-7 Tour and travel guides
39-9 Other personal care and service workers|41-1 Supervisors of sales workers|41-2 Retail sales workers
41-3 Sales representatives, services|41-4 Sales representatives, wholesale and manufacturing
41-9 Other sales and related workers|43-1 Supervisors of office and administrative support workers
43-2 Communications equipment operators|43-3 Financial clerks|43-4 Information and record clerks
43-5 Material recording, scheduling, dispatching, and distributing workers|43-6 Secretaries and administrative assistants
43-9 Other office and administrative support workers|45-1 Supervisors of farming, fishing, and forestry workers
45-2 Agricultural workers|45-3 Fishing and hunting workers|45-4 Forest, conservation, and logging workers
47-1 Supervisors of construction and extraction workers|47-2 Construction trades workers|47-3 Helpers, construction trades
47-4 Other construction and related workers|47-5 Extraction workers
49-1 Supervisors of installation, maintenance, and repair workers
49-2 Electrical and electronic equipment mechanics, installers, and repairers
49-3 Vehicle and mobile equipment mechanics, installers, and repairers
49-9 Other installation, maintenance, and repair occupations|51-1 Supervisors of production workers
51-2 Assemblers and fabricators|51-3 Food processing workers|51-4 Metal workers and plastic workers|51-5 Printing workers
51-6 Textile, apparel, and furnishings workers|51-7 Woodworkers|51-8 Plant and system operators
51-9 Other production occupations|53-1 Supervisors of transportation and material moving workers
53-2 Air transportation workers|53-3 Motor vehicle operators|53-4 Rail transportation workers
53-5 Water transportation workers|53-6 Other transportation workers|53-7 Material moving workers
55-1 Military officer special and tactical operations leaders|55-2 First-line enlisted military supervisors
55-3 Military enlisted tactical operations and air/weapons specialists and crew members
"""


def soc_groups() -> dict[str, str]:
    """Titles of major groups by the first two digits, and of minor groups by those and the third: `29`, `29-2`."""
    entries = (entry for line in (_MAJOR + _MINOR).splitlines() for entry in line.split("|") if entry)
    return {code: title for code, _, title in (entry.partition(" ") for entry in entries)}
