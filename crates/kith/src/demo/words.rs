//! The words demo data is made of. Names of one culture are drawn together.

/// First and last names of one culture, its towns with their country, and its phone pattern.
pub struct Culture {
    /// Given names.
    pub first: &'static [&'static str],
    /// Family names.
    pub last: &'static [&'static str],
    /// Towns.
    pub towns: &'static [&'static str],
    /// ISO 3166 country.
    pub country: &'static str,
    /// Country code and leading digits; `#` stands for a digit.
    pub phone: &'static str,
    /// Top level domain.
    pub domain: &'static str,
}

/// The cultures, most frequent first.
pub const CULTURES: [Culture; 7] = [
    Culture {
        first: &[
            "Aarav", "Aditi", "Ananya", "Arjun", "Deepa", "Divya", "Farhan", "Gaurav", "Harini", "Imran", "Ishaan",
            "Ishita", "Kabir", "Kavya", "Kiran", "Lakshmi", "Manish", "Meera", "Mohan", "Neha", "Nikhil", "Pooja",
            "Priya", "Rahul", "Ravi", "Rohan", "Sanjay", "Shreya", "Sneha", "Sunita", "Tanvi", "Varun", "Vikram",
            "Yash", "Zoya",
        ],
        last: &[
            "Agarwal", "Banerjee", "Bhatia", "Chandra", "Chopra", "Das", "Deshpande", "Fernandes", "Ghosh", "Goyal",
            "Gupta", "Iyer", "Jain", "Joshi", "Kapoor", "Khan", "Kulkarni", "Malhotra", "Mehta", "Menon", "Mishra",
            "Nair", "Patel", "Pillai", "Qureshi", "Rao", "Reddy", "Sethi", "Shah", "Sharma", "Singh", "Verma",
        ],
        towns: &[
            "Ahmedabad", "Bengaluru", "Chennai", "Delhi", "Gurugram", "Hyderabad", "Jaipur", "Kochi", "Kolkata",
            "Lucknow", "Mumbai", "Nagpur", "Pune",
        ],
        country: "IN",
        phone: "+91 98### #####",
        domain: "in",
    },
    Culture {
        first: &[
            "Anna", "Ben", "Clara", "David", "Emma", "Felix", "Greta", "Hannah", "Jonas", "Julia", "Katrin", "Lena",
            "Lukas", "Marie", "Max", "Nina", "Paul", "Sophie", "Tim", "Tobias",
        ],
        last: &[
            "Bauer", "Becker", "Fischer", "Hoffmann", "Jäger", "Keller", "Koch", "Krüger", "Lange", "Maier", "Müller",
            "Neumann", "Richter", "Schäfer", "Schmidt", "Schröder", "Vogel", "Wagner", "Weber", "Wolf",
        ],
        towns: &["Berlin", "Bremen", "Dresden", "Frankfurt", "Hamburg", "Köln", "Leipzig", "München", "Stuttgart"],
        country: "DE",
        phone: "+49 30 ########",
        domain: "de",
    },
    Culture {
        first: &[
            "Alice", "Amelia", "Charlotte", "Daniel", "Edward", "Emily", "George", "Grace", "Harry", "Isla", "Jack",
            "James", "Leah", "Liam", "Mia", "Noah", "Oliver", "Ruby", "Thomas", "William",
        ],
        last: &[
            "Adams", "Brown", "Carter", "Clarke", "Davies", "Evans", "Green", "Hall", "Hughes", "Johnson", "Lewis",
            "Morgan", "Murphy", "Parker", "Roberts", "Smith", "Taylor", "Walker", "White", "Wilson",
        ],
        towns: &["Bristol", "Edinburgh", "Leeds", "Liverpool", "London", "Manchester", "Oxford", "York"],
        country: "GB",
        phone: "+44 20 7### ####",
        domain: "co.uk",
    },
    Culture {
        first: &[
            "Alejandro", "Ana", "Camila", "Carlos", "Diego", "Elena", "Javier", "José", "Lucía", "María", "Mateo",
            "Natalia", "Pablo", "Sofía", "Tomás", "Valentina",
        ],
        last: &[
            "Álvarez", "Castro", "Díaz", "Fernández", "Flores", "Fuentes", "García", "Gómez", "Hernández", "López",
            "Martínez", "Núñez", "Ortiz", "Pérez", "Ramírez", "Torres",
        ],
        towns: &["Barcelona", "Bilbao", "Madrid", "Málaga", "Sevilla", "Valencia", "Zaragoza"],
        country: "ES",
        phone: "+34 91 ### ## ##",
        domain: "es",
    },
    Culture {
        first: &[
            "Adaeze", "Amina", "Chiamaka", "Chidi", "Emeka", "Folake", "Ifeoma", "Kemi", "Ngozi", "Obinna", "Segun",
            "Tunde", "Yetunde", "Zainab",
        ],
        last: &[
            "Abiola", "Adeyemi", "Bello", "Danjuma", "Eze", "Ibrahim", "Nwosu", "Obi", "Okafor", "Okonkwo", "Olawale",
            "Yusuf",
        ],
        towns: &["Abuja", "Enugu", "Ibadan", "Kano", "Lagos", "Port Harcourt"],
        country: "NG",
        phone: "+234 803 ### ####",
        domain: "ng",
    },
    Culture {
        first: &["Hui Min", "Jia Hao", "Kai", "Mei Ling", "Minh Anh", "Siti", "Wei", "Xin Yi", "Yu Xuan", "Zhi Wei"],
        last: &["Chan", "Goh", "Lee", "Lim", "Ng", "Nguyễn", "Ong", "Tan", "Teo", "Wong"],
        towns: &["Singapore"],
        country: "SG",
        phone: "+65 9### ####",
        domain: "sg",
    },
    Culture {
        first: &["प्रिया", "राहुल", "अनन्या", "विक्रम", "मीरा", "अर्जुन"],
        last: &["शर्मा", "मेनन", "गुप्ता", "सिंह", "पटेल", "वर्मा"],
        towns: &["दिल्ली", "मुंबई", "पुणे"],
        country: "IN",
        phone: "+91 97### #####",
        domain: "in",
    },
];

/// First words of company names.
pub const COMPANY_FIRST: &[&str] = &[
    "Acme", "Alpine", "Amber", "Aster", "Aurora", "Banyan", "Beacon", "Birch", "Bluewave", "Bright", "Cedar", "Cobalt",
    "Copper", "Coral", "Crescent", "Danube", "Delta", "Ember", "Everest", "Falcon", "Finedge", "Ganga", "Gulmohar",
    "Harbour", "Hooghly", "Indus", "Ivory", "Jade", "Kaveri", "Lagoon", "Lotus", "Maple", "Meridian", "Monsoon",
    "Neem", "Nordic", "North", "Oak", "Orchid", "Pacific", "Peacock", "Pine", "Quartz", "River", "Saffron", "Sapphire",
    "Sierra", "Silver", "Solar", "Spring", "Summit", "Tech", "Teal", "Urban", "Vertex", "Willow", "Zenith",
];

/// Second words of company names with the industry they stand for.
pub const COMPANY_SECOND: &[(&str, &str)] = &[
    ("Agrotech", "agriculture"),
    ("Builders", "construction"),
    ("Homes", "real_estate"),
    ("Advisory", "consulting"),
    ("Academy", "education"),
    ("Energy", "energy"),
    ("Capital", "finance"),
    ("Foods", "food"),
    ("Clinics", "healthcare"),
    ("Hotels", "hospitality"),
    ("Freight", "logistics"),
    ("Industries", "manufacturing"),
    ("Media", "media"),
    ("Foundation", "non_profit"),
    ("Retail", "retail"),
    ("Labs", "technology"),
    ("Systems", "technology"),
    ("Software", "technology"),
    ("Networks", "telecom"),
    ("Textiles", "textiles"),
    ("Traders", "retail"),
    ("Works", "manufacturing"),
];

/// What people do.
pub const JOB_TITLES: &[&str] = &[
    "Accountant", "Buyer", "Chief Executive", "Chief Financial Officer", "Clinic Manager", "Engineer",
    "Facility Manager", "Founder", "Head of IT", "Head of Marketing", "Head of Operations", "HR Manager",
    "Office Manager", "Plant Manager", "Product Manager", "Project Lead", "Purchasing Manager", "Sales Director",
    "Store Manager", "Team Lead",
];

/// What is sold.
pub const DEAL_SUBJECTS: &[&str] = &[
    "annual support", "billing portal", "booking portal", "CCTV rollout", "cloud move", "data platform",
    "delivery app", "fleet tracking", "HR onboarding", "inventory system", "mobile app", "network refresh", "payroll",
    "POS rollout", "renewal", "safety training", "solar roof", "website", "Wi-Fi for branches", "3BHK flat",
];

/// What people note down.
pub const NOTES: &[&str] = &[
    "Prefers a call in the morning.",
    "Asked for references from the same industry.",
    "Budget is decided in April.",
    "Wants the contract in two languages.",
    "Met at the trade fair; very interested.",
    "Price is fine, timing is not.",
    "Needs approval from the board before signing.",
    "Uses a competitor until the end of the year.",
    "Sent the brochure and two case studies.",
    "Technical questions answered; waits for the quote.",
];

/// What there is to do.
pub const TASKS: &[(&str, &str)] = &[
    ("Call about the offer", "call"),
    ("Send the contract draft", "email"),
    ("Demo for the team", "meeting"),
    ("Prepare the quote", "to_do"),
    ("Follow up on the trial", "call"),
    ("Ask for a reference", "email"),
    ("Check the delivery date", "to_do"),
    ("Visit the site", "meeting"),
];
