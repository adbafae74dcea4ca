#include "core/dataset/split.h"

#include "core/base/error.h"
#include "tests/support/message_of.h"

#include <QTest>
#include <algorithm>
#include <numeric>

using namespace mbtr;

namespace {

/// Structure i has 1 + i % 5 carbon atoms and two hydrogen atoms.
Dataset alkanes(int count)
{
    Dataset dataset;
    for (int i = 0; i < count; ++i) {
        Structure structure;
        structure.species.assign(static_cast<std::size_t>(1 + i % 5), 6);
        structure.species.insert(structure.species.end(), 2, 1);
        dataset.structures.push_back(structure);
    }
    return dataset;
}

/// Targets in an order unlike that of the files: 37 i mod count.
std::vector<double> targetsFor(int count)
{
    std::vector<double> targets;
    for (int i = 0; i < count; ++i)
        targets.push_back(37 * i % count);
    return targets;
}

Split split(const SplitSettings& settings, int count = 100)
{
    return makeSplit(alkanes(count), targetsFor(count), settings);
}

std::string messageFor(const SplitSettings& settings)
{
    return test::messageOf<SettingsError>([&] { split(settings); });
}

std::vector<int> numbers(int begin, int end)
{
    std::vector<int> result(static_cast<std::size_t>(end - begin));
    std::iota(result.begin(), result.end(), begin);
    return result;
}

std::vector<int> together(const Split& split)
{
    std::vector<int> all;
    std::merge(split.train.begin(), split.train.end(), split.validate.begin(), split.validate.end(), std::back_inserter(all));
    return all;
}

} // namespace

class SplitTest : public QObject {
    Q_OBJECT

private slots:
    void isDisjointAscendingAndOfTheSizesAskedFor_data()
    {
        QTest::addColumn<int>("method");
        QTest::addColumn<int>("forceSmall");
        QTest::newRow("random") << 0 << 0;
        QTest::newRow("stratified") << 1 << 0;
        QTest::newRow("blocks") << 2 << 0;
        QTest::newRow("random, small ones forced") << 0 << 3;
        QTest::newRow("stratified, small ones forced") << 1 << 3;
        QTest::newRow("blocks, small ones forced") << 2 << 3;
    }
    void isDisjointAscendingAndOfTheSizesAskedFor()
    {
        QFETCH(int, method);
        QFETCH(int, forceSmall);
        const Split result
            = split({.train = 60, .validate = 25, .seed = 3, .method = SplitMethod(method), .forceSmall = forceSmall});
        QCOMPARE(result.train.size(), 60u);
        QCOMPARE(result.validate.size(), 25u);
        const auto all = together(result);
        QVERIFY(std::is_sorted(result.train.begin(), result.train.end()));
        QVERIFY(std::is_sorted(result.validate.begin(), result.validate.end()));
        QVERIFY(std::adjacent_find(all.begin(), all.end()) == all.end());
    }
    void validatesOnAllThatDoNotTrain_data()
    {
        QTest::addColumn<int>("method");
        QTest::newRow("random") << 0;
        QTest::newRow("stratified") << 1;
        QTest::newRow("blocks") << 2;
    }
    void validatesOnAllThatDoNotTrain()
    {
        QFETCH(int, method);
        const Split result = split({.train = 30, .method = SplitMethod(method)});
        QCOMPARE(result.train.size(), 30u);
        QCOMPARE(together(result), numbers(0, 100));
    }
    void trainsOnAll_data() { validatesOnAllThatDoNotTrain_data(); }
    void trainsOnAll()
    {
        QFETCH(int, method);
        const Split result = split({.train = 100, .method = SplitMethod(method)});
        QCOMPARE(result.train, numbers(0, 100));
        QVERIFY(result.validate.empty());
    }
    // Targets are 0 .. 99, each once: 20 strata hold 0-4, 5-9, ..
    void takesOneOfEveryStratum()
    {
        const Split result = split({.train = 40, .validate = 20, .seed = 5, .method = SplitMethod::Stratified});
        const auto targets = targetsFor(100);
        std::vector<int> strata;
        for (const int i : result.validate)
            strata.push_back(static_cast<int>(targets[i]) / 5);
        std::sort(strata.begin(), strata.end());
        QCOMPARE(strata, numbers(0, 20));
    }
    void takesOneOfEveryStratumOfUnequalSizes()
    {
        const Split result = split({.train = 10, .validate = 30, .method = SplitMethod::Stratified});
        const auto targets = targetsFor(100);
        std::vector<int> strata;
        for (const int i : result.validate) // stratum s holds targets 100 s / 30 .. 100 (s + 1) / 30
            strata.push_back((30 * static_cast<int>(targets[i]) + 29) / 100);
        std::sort(strata.begin(), strata.end());
        QCOMPARE(strata, numbers(0, 30));
    }
    void takesTheFirstToTrainAndTheLastToValidate()
    {
        const Split result = split({.train = 20, .validate = 30, .method = SplitMethod::Blocks});
        QCOMPARE(result.train, numbers(0, 20));
        QCOMPARE(result.validate, numbers(70, 100));
    }
    // Fewer than 3 carbon atoms: structures 0, 1, 5, 6, 10, ..; hydrogen does not count.
    void trainsOnAllSmallStructures()
    {
        const Split result = split({.train = 50, .validate = 50, .forceSmall = 3});
        for (const int i : result.validate)
            QVERIFY(i % 5 >= 2);
        QCOMPARE(std::count_if(result.train.begin(), result.train.end(), [](int i) { return i % 5 < 2; }), 40);
    }
    void isTheSameForTheSameSeed()
    {
        const SplitSettings settings {.train = 50, .validate = 20, .seed = 42};
        QCOMPARE(split(settings).train, split(settings).train);
        SplitSettings other = settings;
        other.seed = 43;
        QVERIFY(split(settings).train != split(other).train);
    }
    // The numbers of std::mt19937_64 are fixed by the standard (the 10000th of seed 5489 is 9981545732273789042); these are
    // what a separate implementation of draw and shuffle in Python gives for seed 7.
    void isTheSameOnEveryMachine()
    {
        QCOMPARE(split({.train = 5, .validate = 5, .seed = 7}, 10).train, (std::vector<int> {0, 3, 4, 7, 9}));
    }
    void drawsEveryStructureAboutAsOften()
    {
        std::vector<int> counts(10);
        for (std::uint64_t seed = 0; seed < 2000; ++seed)
            for (const int i : split({.train = 5, .seed = seed}, 10).train)
                ++counts[i];
        // 1000 expected, standard deviation 22
        QVERIFY(*std::min_element(counts.begin(), counts.end()) > 900);
        QVERIFY(*std::max_element(counts.begin(), counts.end()) < 1100);
    }
    void saysWhichSizesAreAllowed_data()
    {
        QTest::addColumn<int>("train");
        QTest::addColumn<int>("validate");
        QTest::addColumn<int>("forceSmall");
        QTest::addColumn<QString>("text");
        QTest::newRow("none") << 0 << 0 << 0 << "train: must be 1 to 100, the number of structures, is 0";
        QTest::newRow("too many") << 101 << 0 << 0 << "train: must be 1 to 100, the number of structures, is 101";
        QTest::newRow("negative") << 10 << -1 << 0 << "validate: must be 0 to 90, the structures of 100 that do not train, is -1";
        QTest::newRow("overlap") << 60 << 41 << 0 << "validate: must be 0 to 40, the structures of 100 that do not train, is 41";
        QTest::newRow("too many small ones") << 39 << 0 << 3
                                             << "force_small: 40 structures have fewer than 3 heavy atoms, but only 39 train; "
                                                "train on more or take a smaller number";
        QTest::newRow("negative number of atoms") << 39 << 0 << -2 << "force_small: must not be negative, is -2";
    }
    void saysWhichSizesAreAllowed()
    {
        QFETCH(int, train);
        QFETCH(int, validate);
        QFETCH(int, forceSmall);
        QFETCH(QString, text);
        QCOMPARE(QString::fromStdString(messageFor({.train = train, .validate = validate, .forceSmall = forceSmall})), text);
    }
};

QTEST_APPLESS_MAIN(SplitTest)
#include "split_test.moc"
