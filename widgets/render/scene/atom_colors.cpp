#include "widgets/render/scene/atom_colors.h"

#include "core/chemistry/element.h"

#include <cassert>
#include <iterator>

namespace mbtr::gui {

namespace {

constexpr Rgb rgb(unsigned value)
{
    return {static_cast<unsigned char>(value >> 16 & 0xff), static_cast<unsigned char>(value >> 8 & 0xff),
            static_cast<unsigned char>(value & 0xff)};
}

// After jmol.sourceforge.net/jscolors. Own values: H (off-white, so that its shaded rim shows on white), C (mid grey for
// both grounds), N O F S (a little less glaring), Cl.
constexpr unsigned kColors[kLargestAtomicNumber] = {
    0xececf0, 0xc9f0f0, 0xb57ee0, 0xa9d900, 0xf0a6a0, 0x7a7f87, 0x3f62e0, 0xe3342f, 0x74cf62, 0xa3d8ea, // H .. Ne
    0x9a5be0, 0x7bdc2c, 0xb3a8ac, 0xdcbf94, 0xf08519, 0xeacb34, 0x30cf3c, 0x72c6d8, 0x8546c8, 0x49d63a, // Na .. Ca
    0xd6d6da, 0xaab0b6, 0x9aa0a8, 0x8a99c7, 0x9c7ac7, 0xd97036, 0xe08a9b, 0x55c455, 0xc88033, 0x7d80b0, // Sc .. Zn
    0xc28f8f, 0x668f8f, 0xbd80e3, 0xf0a000, 0xa62929, 0x5cb8d1, 0x702eb0, 0x42dc3e, 0x86e6e6, 0x86d6d6, // Ga .. Zr
    0x73c2c9, 0x54b5b5, 0x3b9e9e, 0x248f8f, 0x0a7d8c, 0x1a7f98, 0xb4b8c0, 0xe6c588, 0xa67573, 0x668080, // Nb .. Sn
    0x9e63b5, 0xd47a00, 0x940094, 0x429eb0, 0x6a2b9e, 0x2fc431, 0x70d4ff, 0xe0e0b0, 0xc4e6b0, 0xb4e4b8, // Sb .. Nd
    0xa3ffc7, 0x8fffc7, 0x61ffc7, 0x45ffc7, 0x30ffc7, 0x1fffc7, 0x00ff9c, 0x00e675, 0x00d452, 0x00bf38, // Pm .. Yb
    0x00ab24, 0x4dc2ff, 0x4da6ff, 0x2194d6, 0x267dab, 0x266696, 0x175487, 0xc4c6d2, 0xf0c93a, 0xb0b0c8, // Lu .. Hg
    0xa6544d, 0x575961, 0x9e4fb5, 0xab5c00, 0x754f45, 0x428296, 0x6a2f8a, 0x3a9a3a, 0x70abfa, 0x00baff, // Tl .. Th
    0x00a1ff, 0x008fff, 0x0080ff, 0x006bff, 0x545cf2, 0x785ce3, 0x8a4fe3, 0xa136d4, 0xb31fd4, 0xb31fba, // Pa .. Fm
    0xb30da6, 0xbd0d87, 0xc70066, 0xcc0059, 0xd1004f, 0xd90045, 0xe00038, 0xe6002e, 0xeb0026, 0xe8103a, // Md .. Ds
    0xe4204e, 0xe03062, 0xdc4076, 0xd8508a, 0xd4609e, 0xd070b2, 0xcc80c6, 0xc890da, // Rg .. Og
};

// The plastic models: H white, C black, N blue, O red, S yellow, P orange, halogens green to purple, metals grey and brown;
// nearly black and white are drawn in so far that light still shows a ball.
constexpr struct {
    int z;
    unsigned color;
} kCpk[] = {
    {1, 0xf2f2f4},  {2, 0xd9ffff},  {3, 0xb22222},  {5, 0x2fb52f},  {6, 0x45484d},  {7, 0x2a4fe6},  {8, 0xe8211d},
    {9, 0xdaa520},  {11, 0x2c35d8}, {12, 0x2a8a2e}, {13, 0x8a8f96}, {14, 0xdaa520}, {15, 0xff9a1a}, {16, 0xf4c832},
    {17, 0x1fd022}, {20, 0x8a8f96}, {22, 0x8a8f96}, {24, 0x8a8f96}, {25, 0x8a8f96}, {26, 0xf09a14}, {28, 0xa83a32},
    {29, 0xa83a32}, {30, 0xa83a32}, {35, 0xa83a32}, {47, 0x8a8f96}, {53, 0x9a2be0}, {56, 0xf09a14}, {79, 0xdaa520},
};
constexpr unsigned kCpkOther = 0xf07fb0;

// Common elements by lightness first, then along blue and yellow; see the test for what they keep apart.
constexpr struct {
    int z;
    unsigned color;
} kSafe[] = {
    {1, 0xf4f4f2},  {5, 0xe8b9a0},  {6, 0x4a4d52},  {7, 0x1f63c8},  {8, 0xd9541e},  {9, 0x8fd3f4},  {14, 0xb79a6a},
    {15, 0xe69f00}, {16, 0xf2e13c}, {17, 0x17a87e}, {35, 0x7a3e1d}, {53, 0x5b2a86}, {11, 0x9a86e0}, {12, 0x5f8f3a},
    {3, 0xcc79a7},  {13, 0xa9b4c2}, {19, 0x7b52c4}, {20, 0x3f7d6b}, {22, 0x87929f}, {26, 0xa8431a}, {29, 0xc77b30},
    {30, 0x6f7fb3}, {38, 0x2f9fb8}, {46, 0x2f6f8f}, {47, 0xc9d3dc}, {79, 0xd8b400}, {82, 0x3d4a6b},
};
// The others take these in turn, so that neighbours in the periodic table differ.
constexpr unsigned kSeries[] = {0x3b8fd0, 0xe0a030, 0x5a6a7a, 0xd8c8a0, 0x1e5a9c, 0xc86a3a, 0xa8cfe8, 0x7a6030};

template <std::size_t count, typename Entry> Rgb lookUp(const Entry (&table)[count], int atomicNumber, unsigned otherwise)
{
    for (const Entry& entry : table)
        if (entry.z == atomicNumber)
            return rgb(entry.color);
    return rgb(otherwise);
}

} // namespace

Rgb atomColor(int atomicNumber, ElementColors colors)
{
    assert(atomicNumber >= 1 && atomicNumber <= kLargestAtomicNumber);
    switch (colors) {
    case ElementColors::Cpk:
        return lookUp(kCpk, atomicNumber, kCpkOther);
    case ElementColors::ColorBlindSafe:
        return lookUp(kSafe, atomicNumber, kSeries[std::size_t(atomicNumber) % std::size(kSeries)]);
    default:
        return rgb(kColors[atomicNumber - 1]);
    }
}

Rgb seriesColor(int number)
{
    // Okabe & Ito (2008) without black, the order changed so that neighbours differ in lightness too.
    constexpr unsigned kFragments[] = {0x56b4e9, 0xe69f00, 0x009e73, 0xf0e442, 0x0072b2, 0xd55e00, 0xcc79a7, 0xa8adb4};
    return rgb(kFragments[std::size_t(number) % std::size(kFragments)]);
}

} // namespace mbtr::gui
