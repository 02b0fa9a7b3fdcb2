"""Names of people, in the script they are written in and in letters for a mail address: data."""

CHINESE_FAMILY = (
    ("王", "wang"), ("李", "li"), ("张", "zhang"), ("刘", "liu"), ("陈", "chen"), ("杨", "yang"),
    ("赵", "zhao"), ("黄", "huang"), ("周", "zhou"), ("吴", "wu"), ("徐", "xu"), ("孙", "sun"),
    ("胡", "hu"), ("朱", "zhu"), ("高", "gao"), ("林", "lin"), ("何", "he"), ("郭", "guo"),
    ("马", "ma"), ("罗", "luo"), ("梁", "liang"), ("宋", "song"), ("郑", "zheng"), ("谢", "xie"),
    ("韩", "han"), ("唐", "tang"), ("冯", "feng"), ("于", "yu"), ("董", "dong"), ("萧", "xiao"),
)  # fmt: skip

CHINESE_GIVEN = (
    ("静怡", "jingyi"), ("思远", "siyuan"), ("雨桐", "yutong"), ("子涵", "zihan"),
    ("梓萱", "zixuan"), ("浩然", "haoran"), ("晓燕", "xiaoyan"), ("丽", "li"), ("敏", "min"),
    ("伟", "wei"), ("婷婷", "tingting"), ("佳琪", "jiaqi"), ("明哲", "mingzhe"),
    ("欣妍", "xinyan"), ("宇航", "yuhang"), ("若曦", "ruoxi"), ("雪", "xue"), ("建国", "jianguo"),
    ("晨曦", "chenxi"), ("文博", "wenbo"), ("诗雅", "shiya"), ("嘉怡", "jiayi"),
    ("俊杰", "junjie"), ("慧", "hui"), ("楠", "nan"), ("一诺", "yinuo"), ("逸飞", "yifei"),
    ("海燕", "haiyan"), ("玥", "yue"), ("振宇", "zhenyu"),
)  # fmt: skip

AMERICAN_FIRST = (
    "Amelia", "Jordan", "Grace", "Tyler", "Naomi", "Ethan", "Camila", "Marcus", "Hailey", "Owen",
    "Priya", "Dylan", "Rosa", "Caleb", "Jasmine", "Logan", "Denise", "Aaron", "Leah", "Victor",
)  # fmt: skip

AMERICAN_LAST = (
    "Whitfield", "Alvarez", "Okafor", "Brennan", "Castillo", "Hayes", "Lindgren", "Moreno",
    "Patel", "Rosen", "Sutton", "Tran", "Underwood", "Vance", "Yates", "Delgado", "Fitzgerald",
    "Kaplan", "Nguyen", "Pryor",
)  # fmt: skip

EUROPEAN_FIRST = (
    "Ines", "Matteo", "Freya", "Lukas", "Chloé", "Tomás", "Greta", "Oskar", "Margot", "Niall",
    "Elif", "Bram", "Sofie", "Andrej", "Beatriz", "Callum", "Ilse", "Henrik", "Orla", "Dario",
)  # fmt: skip

EUROPEAN_LAST = (
    "Vermeulen", "Moretti", "Dahl", "Kowalski", "Fontaine", "Carvalho", "Brandt", "Nyström",
    "O'Sullivan", "Keller", "Demir", "Jansen", "Novak", "Marchetti", "Laurent", "Mackay",
    "Sørensen", "Fischer", "Ribeiro", "Beaumont",
)  # fmt: skip
