#include "widgets/render/scene/site_places.h"

#include <algorithm>
#include <numeric>

namespace mbtr::gui {

SitePlaces::SitePlaces(const Structure& structure, const DisplayedAtoms& shown)
    : m_structure(structure)
    , m_copies(shown.atoms.size())
    , m_begins(structure.species.size() + 1)
{
    for (const DisplayedAtom& atom : shown.atoms)
        ++m_begins[std::size_t(atom.atom) + 1];
    std::partial_sum(m_begins.begin(), m_begins.end(), m_begins.begin());
    std::vector<std::size_t> next = m_begins;
    for (const DisplayedAtom& atom : shown.atoms)
        m_copies[next[std::size_t(atom.atom)]++] = &atom;
}

std::span<const DisplayedAtom* const> SitePlaces::copies(int atom) const
{
    if (atom < 0 || std::size_t(atom) + 1 >= m_begins.size())
        return {};
    const std::size_t begin = m_begins[std::size_t(atom)];
    return std::span(m_copies).subspan(begin, m_begins[std::size_t(atom) + 1] - begin);
}

std::vector<Eigen::Vector3d> SitePlaces::placesOf(const std::vector<Site>& sites) const
{
    std::vector<Eigen::Vector3d> places;
    const auto move = moveOf(sites);
    for (const Site& site : sites) {
        if (site.atom < 0 || site.atom >= m_structure.atomCount())
            return {};
        places.push_back(placeOf(site, move));
        if (!places.back().allFinite())
            return {};
    }
    return places;
}

bool SitePlaces::isDrawn(int atom, const Eigen::Vector3d& place) const
{
    const auto all = copies(atom);
    return std::any_of(all.begin(), all.end(), [&](const DisplayedAtom* copy) { return (copy->position - place).norm() < 1e-3; });
}

std::array<int, 3> SitePlaces::moveOf(const std::vector<Site>& sites) const
{
    if (sites.empty() || copies(sites[0].atom).empty())
        return {};
    const auto all = copies(sites[0].atom);
    const auto isThere = [&](const DisplayedAtom* copy) { return copy->image == sites[0].image; };
    if (std::any_of(all.begin(), all.end(), isThere))
        return {};
    std::array<int, 3> move;
    for (std::size_t k = 0; k < 3; ++k)
        move[k] = all[0]->image[k] - sites[0].image[k];
    return move;
}

Eigen::Vector3d SitePlaces::placeOf(const Site& site, const std::array<int, 3>& move) const
{
    Eigen::Vector3d place = m_structure.positions.col(site.atom);
    if (m_structure.cell)
        for (std::size_t k = 0; k < 3; ++k)
            place += (site.image[k] + move[k]) * m_structure.cell->vectors.row(Eigen::Index(k)).transpose();
    return place;
}

} // namespace mbtr::gui
