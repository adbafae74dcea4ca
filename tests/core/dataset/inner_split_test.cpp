#include "core/base/error.h"
#include "core/dataset/groups.h"
#include "core/dataset/split.h"
#include "tests/support/message_of.h"

#include <QTest>
#include <algorithm>
#include <numeric>
#include <set>

using namespace mbtr;

namespace {

/// Structures of one to five hydrogen atoms in turn, from two files, with a column of texts.
Dataset chains(int count)
{
    Dataset dataset;
    StructureTexts texts;
    StructureNumbers numbers;
    for (int i = 0; i < count; ++i) {
        Structure structure;
        structure.species.assign(static_cast<std::size_t>(1 + i % 5), 1);
        structure.positions = Eigen::Matrix3Xd::Zero(3, structure.atomCount());
        dataset.structures.push_back(structure);
        texts.values.push_back(i % 2 == 0 ? "even" : "odd");
        numbers.values.push_back(i);
    }
    dataset.properties = {{.name = "parity", .unit = {}, .values = texts}, {.name = "energy", .unit = {}, .values = numbers}};
    dataset.sources = {{"a.xyz", 0, count / 4}, {"b.xyz", count / 4, count}};
    return dataset;
}

std::vector<int> firstRows(int count)
{
    std::vector<int> rows(static_cast<std::size_t>(count));
    std::iota(rows.begin(), rows.end(), 0);
    return rows;
}

std::set<int> groupsIn(const std::vector<int>& places, const std::vector<int>& group)
{
    std::set<int> groups;
    for (const int place : places)
        groups.insert(group[static_cast<std::size_t>(place)]);
    return groups;
}

bool haveNothingInCommon(const std::set<int>& a, const std::set<int>& b)
{
    return std::ranges::none_of(a, [&](int x) { return b.contains(x); });
}

} // namespace

class InnerSplitTest : public QObject {
    Q_OBJECT

private slots:
    void structuresAreGrouped()
    {
        const Dataset dataset = chains(8);
        QCOMPARE(groupsOf(dataset, "formula"), (std::vector {0, 1, 2, 3, 4, 0, 1, 2}));
        QCOMPARE(groupsOf(dataset, "file"), (std::vector {0, 0, 1, 1, 1, 1, 1, 1}));
        QCOMPARE(groupsOf(dataset, "parity"), (std::vector {0, 1, 0, 1, 0, 1, 0, 1}));
        QCOMPARE(test::messageOf<SettingsError>([&] { groupsOf(dataset, "colour"); }),
                 "group_by: must be formula, file or a property of structures, is 'colour'");
    }
    void noGroupIsOnBothSides()
    {
        const Dataset dataset = chains(100);
        const std::vector<double> targets(100, 1.0);
        const std::vector<int> group = groupsOf(dataset, "formula");
        std::set<int> validated;
        for (std::uint64_t seed = 0; seed < 10; ++seed) {
            const Split split = makeSplit(dataset, targets, {.train = 50, .seed = seed, .method = SplitMethod::Groups});
            QCOMPARE(split.train.size(), std::size_t(50));
            QVERIFY(!split.validate.empty());
            QVERIFY(haveNothingInCommon(groupsIn(split.train, group), groupsIn(split.validate, group)));
            validated.merge(groupsIn(split.validate, group));
        }
        QCOMPARE(validated.size(), std::size_t(5)); // each is drawn at some time
    }
    void oneGroupCannotBeSplit()
    {
        Dataset dataset = chains(20);
        std::get<StructureTexts>(dataset.properties[0].values).values.assign(20, "same");
        QCOMPARE(test::messageOf<SettingsError>([&] {
                     makeSplit(dataset, std::vector<double>(20, 1.0),
                               {.train = 10, .method = SplitMethod::Groups, .groupBy = "parity"});
                 }),
                 "group_by: must make two groups or more: all structures are one");
    }
    void whatIsHeldOutFollowsTheOuterSplit()
    {
        const Dataset dataset = chains(100);
        const std::vector<int> rows = firstRows(50);
        const InnerSplit blocks = holdOutOf(dataset, rows, {.method = SplitMethod::Blocks});
        QCOMPARE(blocks.heldOut, (std::vector {40, 41, 42, 43, 44, 45, 46, 47, 48, 49}));
        const InnerSplit random = holdOutOf(dataset, rows, {.method = SplitMethod::Random});
        QCOMPARE(random.heldOut.size(), std::size_t(10));
        QVERIFY(random.heldOut != blocks.heldOut);
        const std::vector<int> group = groupsOf(dataset, "formula");
        const InnerSplit groups = holdOutOf(dataset, rows, {.method = SplitMethod::Groups});
        QCOMPARE(groups.heldOut.size(), std::size_t(10));
        QVERIFY(haveNothingInCommon(groupsIn(groups.train, group), groupsIn(groups.heldOut, group)));
    }
    void foldsFollowTheOuterSplit_data()
    {
        QTest::addColumn<int>("method");
        for (std::size_t i = 0; i < splitMethodNames().size(); ++i)
            QTest::newRow(std::string(splitMethodNames()[i]).c_str()) << static_cast<int>(i);
    }
    void foldsFollowTheOuterSplit()
    {
        QFETCH(int, method);
        const Dataset dataset = chains(100);
        const std::vector<int> rows = firstRows(50), group = groupsOf(dataset, "formula");
        const auto folds = foldsOf(dataset, rows, {.seed = 3, .method = static_cast<SplitMethod>(method)}, 5);
        std::vector<int> seen;
        for (const InnerSplit& fold : folds) {
            QCOMPARE(fold.heldOut.size(), std::size_t(10));
            QCOMPARE(fold.train.size(), std::size_t(40));
            seen.insert(seen.end(), fold.heldOut.begin(), fold.heldOut.end());
            if (static_cast<SplitMethod>(method) == SplitMethod::Blocks)
                QCOMPARE(fold.heldOut.back() - fold.heldOut.front(), 9);
            if (static_cast<SplitMethod>(method) == SplitMethod::Groups)
                QVERIFY(haveNothingInCommon(groupsIn(fold.train, group), groupsIn(fold.heldOut, group)));
        }
        std::ranges::sort(seen);
        QCOMPARE(seen, rows);
    }
    void moreFoldsThanGroupsAreRefused()
    {
        const Dataset dataset = chains(100);
        QCOMPARE(test::messageOf<SettingsError>([&] { foldsOf(dataset, firstRows(50), {.method = SplitMethod::Groups}, 6); }),
                 "folds: must be at most 5, the number of groups that train, is 6");
    }
};

QTEST_APPLESS_MAIN(InnerSplitTest)
#include "inner_split_test.moc"
