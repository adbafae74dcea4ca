#include "core/embedding/distance_profile.h"

#include "core/chemistry/neighbours.h"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace mbtr {

namespace {

constexpr double kReach = 6; // angstrom, of crystals

using Atom = DistanceProfile::Atom;
using View = DistanceProfile::View;

void addDistance(Atom& atom, int element, double distance)
{
    auto view
        = std::lower_bound(atom.views.begin(), atom.views.end(), element, [](const View& v, int z) { return v.element < z; });
    if (view == atom.views.end() || view->element != element)
        view = atom.views.insert(view, View {element, {}});
    view->distances.push_back(static_cast<float>(distance));
}

void addAllPairs(const Structure& structure, std::vector<Atom>& atoms)
{
    for (int j = 0; j < structure.atomCount(); ++j)
        for (int i = 0; i < j; ++i) {
            const double distance = (structure.positions.col(i) - structure.positions.col(j)).norm();
            addDistance(atoms[i], structure.species[j], distance);
            addDistance(atoms[j], structure.species[i], distance);
        }
}

void addNeighbours(const Structure& structure, std::vector<Atom>& atoms)
{
    visitPairs(structure, kReach, [&](const NeighbourPair& pair) {
        const auto i = static_cast<std::size_t>(pair.i), j = static_cast<std::size_t>(pair.j);
        addDistance(atoms[i], structure.species[j], pair.distance);
        addDistance(atoms[j], structure.species[i], pair.distance);
    });
}

/// For a molecule the mean of all distances, for a crystal the shortest one.
double keyOf(const DistanceProfile& profile)
{
    double sum = 0, least = profile.reach;
    std::size_t count = 0;
    for (const Atom& atom : profile.atoms)
        for (const View& view : atom.views) {
            sum = std::accumulate(view.distances.begin(), view.distances.end(), sum);
            count += view.distances.size();
            least = std::min(least, static_cast<double>(view.distances.front()));
        }
    return profile.reach > 0 ? least : count ? sum / static_cast<double>(count) : 0;
}

/// Beyond the shorter list only what may have come in from outside the reach.
bool agree(std::span<const float> a, std::span<const float> b, double reach, double tolerance)
{
    const std::size_t common = std::min(a.size(), b.size());
    for (std::size_t i = 0; i < common; ++i)
        if (std::abs(a[i] - b[i]) > tolerance)
            return false;
    const auto longer = a.size() > b.size() ? a : b;
    return longer.size() == common || (reach > 0 && longer[common] >= reach - tolerance);
}

const View kNoView;

const View& viewOf(const Atom& atom, int element)
{
    const auto view
        = std::lower_bound(atom.views.begin(), atom.views.end(), element, [](const View& v, int z) { return v.element < z; });
    return view != atom.views.end() && view->element == element ? *view : kNoView;
}

bool seeTheSame(const Atom& a, const Atom& b, double reach, double tolerance)
{
    const auto covers = [&](const Atom& from, const Atom& to) {
        return std::all_of(from.views.begin(), from.views.end(), [&](const View& view) {
            return agree(view.distances, viewOf(to, view.element).distances, reach, tolerance);
        });
    };
    return a.element == b.element && covers(a, b) && covers(b, a);
}

/// Pairs all atoms of a with atoms of b that see the same: augmenting paths (Kuhn 1955).
class Matching {
public:
    Matching(const DistanceProfile& a, const DistanceProfile& b, double tolerance)
        : m_a(a)
        , m_b(b)
        , m_tolerance(tolerance)
        , m_partner(b.atoms.size(), -1)
    {
    }
    bool isPerfect()
    {
        for (std::size_t i = 0; i < m_a.atoms.size(); ++i) {
            m_seen.assign(m_b.atoms.size(), false);
            if (!place(i))
                return false;
        }
        return true;
    }

private:
    bool place(std::size_t i)
    {
        for (std::size_t j = 0; j < m_b.atoms.size(); ++j) {
            if (m_seen[j] || !seeTheSame(m_a.atoms[i], m_b.atoms[j], m_a.reach, m_tolerance))
                continue;
            m_seen[j] = true;
            if (m_partner[j] < 0 || place(static_cast<std::size_t>(m_partner[j]))) {
                m_partner[j] = static_cast<int>(i);
                return true;
            }
        }
        return false;
    }

    const DistanceProfile& m_a;
    const DistanceProfile& m_b;
    double m_tolerance;
    std::vector<int> m_partner;
    std::vector<bool> m_seen;
};

} // namespace

DistanceProfile profileOf(const Structure& structure)
{
    DistanceProfile profile;
    for (const int z : structure.species)
        profile.atoms.push_back({z, {}});
    if (structure.isPeriodic()) {
        profile.reach = kReach;
        profile.volume = structure.cell->volume();
        addNeighbours(structure, profile.atoms);
    } else {
        addAllPairs(structure, profile.atoms);
    }
    for (Atom& atom : profile.atoms)
        for (View& view : atom.views)
            std::sort(view.distances.begin(), view.distances.end());
    std::stable_sort(profile.atoms.begin(), profile.atoms.end(),
                     [](const Atom& a, const Atom& b) { return a.element < b.element; });
    profile.key = keyOf(profile);
    return profile;
}

bool agree(const DistanceProfile& a, const DistanceProfile& b, double tolerance)
{
    if (std::abs(a.key - b.key) > tolerance || std::abs(std::cbrt(a.volume) - std::cbrt(b.volume)) > tolerance)
        return false;
    return a.reach == b.reach && Matching(a, b, tolerance).isPerfect();
}

} // namespace mbtr
