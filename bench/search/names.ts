/** Names of companies and people, half of them Chinese, made from a seed: the same ones in every run. */

const words = (text: string): readonly string[] => text.split(' ');

const FIRST = words(
  'Blue Northern Silver Golden Bright Summit Pacific Atlantic Granite Cedar Maple Iron Copper Crystal Harbor Evergreen Pioneer Liberty Crown Phoenix Falcon Eagle Lunar Solar Stellar Quantum Vertex Apex Nimbus Zephyr Cobalt Crimson Amber Ivory Onyx Sterling Velvet Willow Aspen Birch Juniper Magnolia Orchid Coral Delta Sigma Omega Alpine Arctic Boreal Canyon Mesa Prairie Ridge Valley River Lake Ocean Island Meadow',
);
const SECOND = words(
  'Bridge Field Stone Gate Point Tree Light Star Path Wind Fire Water Forge Works Line Craft Mark Wave Peak Root Leaf Branch Rock Shore Sail Anchor Tower Castle Garden Orchard Mill Spring Brook Creek Glen Dale Hollow Grove Crest Vista',
);
const KIND = words(
  'Logistics Systems Software Foods Energy Capital Health Robotics Media Textiles Motors Chemicals Airlines Consulting Partners Industries Analytics Biotech Dental Insurance Freight Packaging Electronics Furniture Printing Security Travel Realty Mining Plastics',
);
const FORM = ['Inc', 'Ltd', 'GmbH', 'LLC', 'Corp', 'AG', ''];
const GIVEN = words(
  'James Mary Robert Patricia John Jennifer Michael Linda David Elizabeth William Barbara Richard Susan Joseph Jessica Thomas Karen Daniel Nancy Matthew Lisa Anthony Betty Mark Sandra Donald Ashley Steven Emily Andrew Kimberly Paul Margaret Joshua Donna Kenneth Michelle Kevin Carol Brian Amanda George Melissa Timothy Deborah Ronald Stephanie Priya Sanjay Fatima Omar Yuki Kenji Sofia Mateo Ingrid Lars Chloe Pierre Giulia Marco',
);
const FAMILY = words(
  'Smith Johnson Williams Brown Jones Garcia Miller Davis Rodriguez Martinez Hernandez Lopez Gonzalez Wilson Anderson Thomas Taylor Moore Jackson Martin Lee Perez Thompson White Harris Sanchez Clark Ramirez Lewis Robinson Walker Young Allen King Wright Scott Torres Nguyen Hill Flores Green Adams Nelson Baker Hall Rivera Campbell Mitchell Carter Roberts Okafor Lindqvist Novak Kowalski Schneider Fischer Weber Rossi Ferrari Dubois Moreau Tanaka Suzuki Patel Sharma Khan Haddad Jensen Nielsen',
);
const CITIES = words(
  '北京 上海 广州 深圳 杭州 南京 苏州 成都 武汉 西安 重庆 天津 青岛 大连 厦门 宁波 长沙 郑州 济南 合肥 福州 昆明 无锡 东莞 佛山',
);
const CHARACTERS = [
  ...'云帆海川天宇星辰华盛金鼎瑞丰恒泰宏远博雅嘉禾佳信诚达通联创新锐步明德正大东方南北西中和润泽源清风雷电光伟业兴隆富安康宁永平昌顺利源美嘉德福万豪亿百千峰岭江河湖泉石林森木青蓝紫红白玉珠宝龙凤鹏鹰虎马麒麟领航启程智慧思维讯飞科技世纪未来时代先锋卓越优品尚格致远',
];
const TRADES = words(
  '科技 物流 贸易 实业 电子 软件 食品 医药 能源 建材 机械 化工 服饰 传媒 网络 环保 装饰 投资 咨询 汽车',
);
const CHINESE_FORMS = ['有限公司', '股份有限公司', '集团', '有限责任公司'];
const SURNAMES = [
  ...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严',
];
const GIVEN_CHARACTERS = [
  ...'伟芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英华玉兰红辉建国文丹萍鑫鹏飞宇浩凯健俊帆雪倩婷佳怡欣悦晨阳梓涵子轩博文思远诗琪雨桐一诺',
];

/** Mulberry32: a small generator that gives the same numbers for the same seed. */
export function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export type Named = { kind: 'account' | 'contact'; chinese: boolean; name: string };

export function namesFrom(random: () => number): () => Named {
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? '';
  return () => {
    const kind = random() < 0.5 ? 'account' : 'contact';
    const chinese = random() < 0.5;
    if (kind === 'account') {
      return chinese
        ? {
            kind,
            chinese,
            name: `${pick(CITIES)}${pick(CHARACTERS)}${pick(CHARACTERS)}${pick(TRADES)}${pick(CHINESE_FORMS)}`,
          }
        : {
            kind,
            chinese,
            name: `${pick(FIRST)}${random() < 0.5 ? ' ' : ''}${pick(SECOND)} ${pick(FAMILY)} ${pick(KIND)} ${pick(FORM)}`.trim(),
          };
    }
    const second = random() < 0.8 ? pick(GIVEN_CHARACTERS) : '';
    return chinese
      ? { kind, chinese, name: `${pick(SURNAMES)}${pick(GIVEN_CHARACTERS)}${second}` }
      : {
          kind,
          chinese,
          name: `${pick(GIVEN)} ${pick('ABCDEFGHIJKLMNOPRSTW'.split(''))} ${pick(FAMILY)}`,
        };
  };
}
