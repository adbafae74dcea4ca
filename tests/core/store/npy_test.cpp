#include "core/store/npy.h"

#include <QTest>

using namespace mbtr;

class NpyTest : public QObject {
    Q_OBJECT

private slots:
    // What numpy.save writes for numpy.zeros((3, 4)), NumPy 1.24.
    void writesTheHeaderOfNumpy()
    {
        const std::string bytes = toBytes({"<f8", {3, 4}});
        QCOMPARE(bytes.size(), 128u);
        QVERIFY(bytes.starts_with(
            std::string("\x93NUMPY\x01\x00\x76\x00{'descr': '<f8', 'fortran_order': False, 'shape': (3, 4), }", 69)));
        QVERIFY(bytes.ends_with(" \n"));
    }
    void writesOneDimensionWithAComma() { QVERIFY(toBytes({"<i4", {5}}).find("'shape': (5,), }") != std::string::npos); }
    void readsBackWhatItWrites()
    {
        std::size_t begin = 0;
        for (const NpyHeader& header : {NpyHeader {"<f8", {3, 4}}, NpyHeader {"<i4", {5}}, NpyHeader {"<f8", {0, 7, 2}}}) {
            const auto read = parseNpyHeader(toBytes(header) + "numbers", begin);
            QVERIFY(read && *read == header);
            QCOMPARE(begin, 128u);
        }
    }
    void readsVersionTwo()
    {
        const std::string dictionary = "{'descr': '<f8', 'fortran_order': False, 'shape': (2,), }\n";
        std::size_t begin = 0;
        const auto read = parseNpyHeader(std::string("\x93NUMPY\x02\x00", 8) + static_cast<char>(dictionary.size())
                                             + std::string(3, '\0') + dictionary,
                                         begin);
        QVERIFY(read.has_value());
        QCOMPARE(read->count(), 2);
        QCOMPARE(begin, 12 + dictionary.size());
    }
    void refusesWhatIsNoSuchArray_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        const auto with = [](const char* from, const char* to) {
            return QByteArray::fromStdString(toBytes({"<f8", {3, 4}})).replace(from, to);
        };
        QTest::newRow("empty") << QByteArray();
        QTest::newRow("other magic") << with("NUMPY", "NUMPI");
        QTest::newRow("cut") << with("", "").left(100);
        QTest::newRow("negative") << with("(3, 4)", "(3,-4)");
        QTest::newRow("overflow") << with("(3, 4), }             ", "(99999999999, 999999)}");
        QTest::newRow("no shape") << with("shape", "shade");
        QTest::newRow("version 9") << with("\x01", "\x09");
    }
    void refusesWhatIsNoSuchArray()
    {
        QFETCH(QByteArray, bytes);
        std::size_t begin = 0;
        QVERIFY(!parseNpyHeader(bytes.toStdString(), begin));
    }
};

QTEST_APPLESS_MAIN(NpyTest)
#include "npy_test.moc"
