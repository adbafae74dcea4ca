#include "core/mbtr/contributions/selected_tuples.h"
#include "core/mbtr/sums/prepared_structure.h"
#include "core/mbtr/sums/tuple_sites.h"
#include "tests/support/structures.h"

#include <QTest>
#include <algorithm>
#include <tuple>

using namespace mbtr;

namespace {

/// A tuple in one of its two directions, moved so that it looks the same from all home cells.
using Listed = std::tuple<int, std::array<std::array<int, 4>, 4>, double, double>;

/// Lists the tuples that a plain look at their sites and block finds wanted.
class Lister : public TupleSink {
public:
    Lister(int k, const TupleSelection& selection)
        : m_k(k)
        , m_selection(selection)
    {
    }
    void take(const TupleBatch& batch) override
    {
        for (int t = 0; t < batch.count; ++t) {
            const auto sites = sitesOf(batch, t, m_k);
            const bool hasAtom = std::any_of(sites.begin(), sites.begin() + m_k,
                                             [&](const TupleSite& site) { return m_selection.hasAtom(site.atom); });
            const auto i = static_cast<std::size_t>(t);
            if (hasAtom && m_selection.hasBlock(batch.block[i]) && batch.w[i] != 0)
                tuples.push_back(
                    {batch.block[i], std::min(fromFirst(sites), fromFirst(turned(sites))), batch.share[i], batch.w[i]});
        }
    }
    std::vector<Listed> sorted()
    {
        std::sort(tuples.begin(), tuples.end());
        return tuples;
    }
    std::vector<Listed> tuples;

private:
    std::array<TupleSite, 4> turned(std::array<TupleSite, 4> sites) const
    {
        std::reverse(sites.begin(), sites.begin() + m_k);
        return sites;
    }
    std::array<std::array<int, 4>, 4> fromFirst(const std::array<TupleSite, 4>& sites) const
    {
        std::array<std::array<int, 4>, 4> listed {};
        for (std::size_t i = 0; i < static_cast<std::size_t>(m_k); ++i) {
            listed[i][0] = sites[i].atom;
            for (std::size_t axis = 0; axis < 3; ++axis)
                listed[i][axis + 1] = sites[i].image[axis] - sites[0].image[axis];
        }
        return listed;
    }
    int m_k;
    const TupleSelection& m_selection;
};

TermSettings term(int k)
{
    static constexpr std::array kGeometries {Geometry::AtomicNumber, Geometry::Distance, Geometry::Angle, Geometry::Dihedral};
    const Weighting weighting {.function = WeightingFunction::Exp, .scale = 1, .threshold = 1e-3};
    return {.k = k,
            .geometry = kGeometries[k - 1],
            .weighting = k > 1 ? weighting : Weighting {},
            .grid = {.min = 0, .max = 9, .n = 10},
            .sigma = 0.1};
}

} // namespace

class SelectedTuplesTest : public QObject {
    Q_OBJECT

private slots:
    void areThoseOfAllThatAreWanted_data()
    {
        QTest::addColumn<int>("k");
        QTest::addColumn<bool>("isCrystal");
        QTest::addColumn<std::vector<int>>("atoms");
        QTest::addColumn<bool>("someBlocks");
        for (int k = 1; k <= 4; ++k)
            for (const bool isCrystal : {false, true})
                for (const bool someBlocks : {false, true}) {
                    const auto row = [&](const char* atoms) -> QTestData& {
                        return QTest::addRow("k = %d, %s, %s%s", k, isCrystal ? "crystal" : "molecule", atoms,
                                             someBlocks ? ", some blocks" : "");
                    };
                    row("one atom") << k << isCrystal << std::vector<int> {1} << someBlocks;
                    row("three atoms") << k << isCrystal << std::vector<int> {0, 2, 3} << someBlocks;
                    row("all atoms") << k << isCrystal << std::vector<int> {} << someBlocks;
                }
    }
    void areThoseOfAllThatAreWanted()
    {
        QFETCH(int, k);
        QFETCH(bool, isCrystal);
        QFETCH(std::vector<int>, atoms);
        QFETCH(bool, someBlocks);
        const Structure structure = isCrystal ? test::perovskite() : test::droplet(9);
        const Layout layout = layoutOf({.terms = {term(k)}}, elementsOf(structure));
        const PreparedStructure prepared(structure, layout);
        const ReadyWeighting weighting = prepared.weighting(0);
        Progress progress;
        const TermContext context = prepared.context(0, weighting, progress);
        TupleSelection selection;
        if (!atoms.empty())
            selection.atoms.assign(structure.species.size(), 0);
        for (const int atom : atoms)
            selection.atoms[atom] = 1;
        for (int block = 0; block < prepared.blocks(0).size() && someBlocks; ++block)
            selection.blocks.push_back(block % 3 != 2);

        const TupleSelection everything;
        Lister expected(k, selection), found(k, everything);
        sumTuples(context, expected);
        sumSelectedTuples(context, selection, found);
        const auto a = expected.sorted(), b = found.sorted();
        QVERIFY(!a.empty());
        QCOMPARE(b.size(), a.size());
        for (std::size_t i = 0; i < a.size(); ++i) {
            QCOMPARE(std::get<0>(b[i]), std::get<0>(a[i]));
            QVERIFY(std::get<1>(b[i]) == std::get<1>(a[i]));
            QCOMPARE(std::get<2>(b[i]), std::get<2>(a[i]));
            QVERIFY(std::abs(std::get<3>(b[i]) - std::get<3>(a[i])) < 1e-12);
        }
    }
};

QTEST_APPLESS_MAIN(SelectedTuplesTest)
#include "selected_tuples_test.moc"
