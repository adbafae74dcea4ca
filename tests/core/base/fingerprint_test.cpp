#include "core/base/fingerprint.h"

#include <QTest>

using namespace mbtr;

namespace {

std::string fingerprintOf(const std::string& text)
{
    Fingerprint fingerprint;
    fingerprint.add(text);
    return fingerprint.text();
}

} // namespace

class FingerprintTest : public QObject {
    Q_OBJECT

private slots:
    /// The test vectors that come with FNV-1a of 64 bits.
    void isFnv1a()
    {
        QCOMPARE(fingerprintOf(""), "cbf29ce484222325");
        QCOMPARE(fingerprintOf("a"), "af63dc4c8601ec8c");
        QCOMPARE(fingerprintOf("foobar"), "85944171f73967e8");
    }
    void partsMakeTheWhole()
    {
        Fingerprint fingerprint;
        fingerprint.add("foo");
        fingerprint.add("bar");
        QCOMPARE(fingerprint.text(), fingerprintOf("foobar"));
    }
    void seesTheLastBitOfANumber()
    {
        const std::vector<double> one {1, 2, 3}, other {1, 2, 3 + 4e-16};
        QVERIFY(one != other);
        Fingerprint a, b;
        a.add<double>(one);
        b.add<double>(other);
        QVERIFY(a.text() != b.text());
    }
};

QTEST_APPLESS_MAIN(FingerprintTest)
#include "fingerprint_test.moc"
